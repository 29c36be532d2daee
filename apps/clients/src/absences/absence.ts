import { hasPermission } from '@crm/access';
import type { AbsenceStatus, Actor, Substitute } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { reachesDepartment } from '../hand-overs/hand-over.ts';

/** From when until when; the end is no part of it. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** Whose absence it is. */
export interface Absentee {
  readonly id: string;
  readonly departmentId: string;
}

const refuse = (code: string, field: string, more: object = {}): never => {
  throw new DomainError(code, { field, ...more });
};

/** @throws DomainError `absence.ends_before_it_begins`, naming the field `to`. */
export function assertPeriod({ from, to }: Period): void {
  if (to <= from) refuse('absence.ends_before_it_begins', 'to');
}

/**
 * Nobody stands in for himself, and nobody is named twice.
 *
 * @throws DomainError `absence.own_substitute`, `absence.substitute_repeated`, naming the field.
 */
export function assertSubstitutes(absenteeId: string, substitutes: readonly Substitute[]): void {
  substitutes.forEach(({ employeeId }, index) => {
    const field = `substitutes.${index}.employeeId`;
    if (employeeId === absenteeId) refuse('absence.own_substitute', field);
    const first = substitutes.findIndex((one) => one.employeeId === employeeId);
    if (first !== index) refuse('absence.substitute_repeated', field);
  });
}

/** Whether the actor leads the people of this department. */
export const leads = (actor: Actor, { departmentId }: Absentee): boolean =>
  hasPermission(actor, 'hand-over') && reachesDepartment(actor, departmentId);

/**
 * Everybody plans his own absence, heads those of their people.
 *
 * @throws DomainError `forbidden`
 */
export function assertMayPlan(actor: Actor, absentee: Absentee): void {
  if (actor.employeeId !== absentee.id && !leads(actor, absentee)) {
    throw new DomainError('forbidden', { employeeId: absentee.id });
  }
}

/**
 * Whoever leads people decides about their absences, and about his own.
 *
 * @throws DomainError `forbidden`
 */
export function assertMayDecide(actor: Actor, absentee: Absentee): void {
  if (!leads(actor, absentee)) throw new DomainError('forbidden', { employeeId: absentee.id });
}

/** What an absence is when it is planned or changed by the actor: one who leads nobody asks his head. */
export const statusFor = (actor: Actor, absentee: Absentee): AbsenceStatus =>
  leads(actor, absentee) ? 'approved' : 'requested';

/** @throws DomainError `absence.over` for one that is past, refused or cancelled. */
export function assertNotOver({ status, to }: Period & { readonly status: AbsenceStatus }, now: Date): void {
  if (status === 'refused' || status === 'cancelled' || to <= now) throw new DomainError('absence.over');
}
