import type { Actor } from '@crm/contracts';
import { type At, reachOf, type Right, scopeOf } from './reach.ts';
import { anyOf, ofSomeSectors, oneOf } from './scope-filter.ts';
import { isActedFor, type Placed } from './substitution.ts';

/** To whom a client is known beyond his owner: those who work with him, and those whom he was shown. */
export interface Sharing {
  readonly ownerId: string;
  readonly departmentId: string;
  readonly employeeIds: readonly string[];
  /** Departments to which the client was shown. */
  readonly departmentIds: readonly string[];
}

/**
 * Everybody who reads a record, as one list of keys: one field, and so one index, answers every scope, where MongoDB would
 * not merge an owner, a department and a list of grants in order. That a record belongs to a department and that it was shown
 * to one are different things (a manager reads what was shown to his department, not what belongs to it), so they are
 * different keys.
 */
export const readerKeys = ({ ownerId, departmentId, employeeIds, departmentIds }: Sharing): string[] => [
  ...new Set([ownerId, departmentId, ...employeeIds, ...departmentIds.map(shownTo)]),
];

/** Of ids, which begin with seconds since 1970, none has the highest bit before the year 2038. */
const HIGHEST_BIT = 8;

/** The key of "shown to this department": its id with the highest bit set. */
export const shownTo = (departmentId: string): string =>
  (Number.parseInt(departmentId.charAt(0), 16) | HIGHEST_BIT).toString(16) + departmentId.slice(1);

/** Keeps a read to the records whose `field` holds a key of the actor's, and to those that he sees in the place of their `owner`. */
export function readersFilter(
  actor: Actor,
  right: Right,
  { field, at = new Date(), ...owner }: At & { readonly field: string; readonly owner: string },
): Record<string, unknown> {
  const reach = reachOf(actor, right, at);
  if (reach === 'everything') return {};
  if (scopeOf(actor, right) === 'none') return { [field]: anyOf([]) };
  const ofSome = ofSomeSectors(actor, { ...owner, part: 'sectorId', at });
  return oneOf([{ [field]: anyOf(keysOf(actor, reach)) }, ...ofSome]);
}

/** Whether a record at hand is read by the actor: what `readersFilter` asks of the database. */
export function isReadBy(
  actor: Actor,
  right: Right,
  { keys, at = new Date(), ...record }: At & Placed & { readonly keys: readonly string[] },
): boolean {
  const reach = reachOf(actor, right, at);
  if (reach === 'everything') return true;
  if (scopeOf(actor, right) === 'none') return false;
  return keysOf(actor, reach).some((key) => keys.includes(key)) || isActedFor(actor, record, at);
}

function keysOf(
  { departmentId }: Actor,
  { employeeIds, departmentIds }: Exclude<ReturnType<typeof reachOf>, 'everything'>,
): string[] {
  return [...employeeIds, ...departmentIds, ...new Set([departmentId, ...departmentIds].map(shownTo))];
}
