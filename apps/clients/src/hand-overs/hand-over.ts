import { reaches, requirePermission } from '@crm/access';
import type { Actor, Employee, HandOverCounts } from '@crm/contracts';
import { DomainError, isDomainError } from '@crm/kernel';
import { assertActive } from '../employees/employee.ts';

export const nothing: HandOverCounts = {
  clients: 0,
  teamPlaces: 0,
  grants: 0,
  openDeals: 0,
  plannedActivities: 0,
  reminders: 0,
  commitments: 0,
};

const kinds = Object.keys(nothing) as readonly (keyof HandOverCounts)[];

export const sameCounts = (one: HandOverCounts, other: HandOverCounts): boolean =>
  kinds.every((kind) => one[kind] === other[kind]);

export type HandOverPerson = Pick<Employee, 'id' | 'departmentId' | 'status'>;

export interface HandOverPeople {
  readonly leaver: HandOverPerson;
  readonly successor: HandOverPerson;
}

/**
 * The rules of a hand-over: it goes to somebody else who works here, and a head hands over his own people's work only.
 *
 * @throws DomainError `forbidden`, `hand_over.same_person`, `employee.not_active`
 */
export function assertMayHandOver(actor: Actor, { leaver, successor }: HandOverPeople): void {
  requirePermission(actor, 'hand-over');
  if (!mayHandOver(actor, leaver)) throw new DomainError('forbidden', { employeeId: leaver.id });
  if (leaver.id === successor.id) throw new DomainError('hand_over.same_person', { employeeId: leaver.id });
  assertActive(successor);
}

/** Whether the work of this employee is the actor's to hand over. */
export const mayHandOver = (actor: Actor, { id, departmentId }: Pick<HandOverPerson, 'id' | 'departmentId'>): boolean =>
  reaches(actor, 'staff.handOver', { ownerId: id, departmentId });

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/** Failures in a row after which waiting is no remedy. */
const MAX_FAILURES = 20;

/** What becomes of a hand-over whose step has failed. */
export type AfterFailure =
  | { readonly kind: 'retry'; readonly pauseMs: number; readonly reason: string }
  | { readonly kind: 'fail'; readonly reason: string };

/**
 * A service that is down comes back, so it is waited for however long that takes, with pauses that grow to half a minute.
 * What fails for another reason fails again: after twenty times people have to look at it.
 *
 * @param failuresBefore failures since the last whole round that succeeded.
 */
export function afterFailure(error: unknown, failuresBefore: number): AfterFailure {
  const reason = isDomainError(error) ? error.code : 'internal';
  const isAway = reason === 'service_unavailable' || reason === 'deadline_exceeded';
  if (!isAway && failuresBefore + 1 >= MAX_FAILURES) return { kind: 'fail', reason };
  return { kind: 'retry', pauseMs: Math.min(FIRST_PAUSE_MS * 2 ** failuresBefore, LONGEST_PAUSE_MS), reason };
}
