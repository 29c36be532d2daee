import { z } from 'zod';
import { defineCommand, defineQuery } from '../define.ts';
import { pageInput, pageOf } from '../page.ts';
import { Id, Moment, Version } from '../primitives.ts';
import { Absence, AbsenceChange, AbsenceStatus, NewAbsence, Substitution } from './absence.ts';

/** Refusals that come from the period and the substitutes of an absence. */
const absenceErrors = [
  'forbidden',
  'employee.not_found',
  'employee.not_active',
  'classifier.value_unknown',
  'classifier.value_archived',
  'absence.ends_before_it_begins',
  'absence.overlapping',
  'absence.own_substitute',
  'absence.substitute_repeated',
  'absence.substitute_absent',
  'absence.substitution_circle',
] as const;

/** Everybody sees who is away, and who stands in for him. */
export const listAbsences = defineQuery('clients.list-absences', {
  input: z.strictObject({
    ...pageInput,
    employeeId: Id.optional(),
    departmentId: Id.optional(),
    status: AbsenceStatus.optional(),
    endsAfter: Moment.optional().describe('Leaves out those that are over by then'),
  }),
  output: pageOf(Absence, 'AbsencePage'),
  errors: ['cursor_invalid'],
});

export const getAbsence = defineQuery('clients.get-absence', {
  input: z.strictObject({ absenceId: Id }),
  output: Absence,
  errors: ['absence.not_found'],
});

/**
 * An employee plans his own absence, a head that of his people. One that a manager plans for himself waits for his head;
 * any other counts at once.
 */
export const planAbsence = defineCommand('clients.plan-absence', {
  input: NewAbsence,
  output: Absence,
  errors: absenceErrors,
});

const oneAbsence = { absenceId: Id, expectedVersion: Version.optional() };

/** Changes an absence that is not over. What a manager changes of his own waits for his head once more. */
export const changeAbsence = defineCommand('clients.change-absence', {
  input: z.strictObject({ ...oneAbsence, change: AbsenceChange }),
  output: Absence,
  errors: [...absenceErrors, 'absence.not_found', 'absence.over', 'version_conflict'],
});

/** The head of the absent decides about a request. */
export const decideAbsence = defineCommand('clients.decide-absence', {
  input: z.strictObject({ ...oneAbsence, decision: z.enum(['approved', 'refused']) }),
  output: Absence,
  errors: [...absenceErrors, 'absence.not_found', 'absence.not_requested', 'version_conflict'],
});

/** Ends an absence now: one that has begun has lasted until this moment, one that has not is cancelled. */
export const endAbsence = defineCommand('clients.end-absence', {
  input: z.strictObject(oneAbsence),
  output: Absence,
  errors: ['forbidden', 'absence.not_found', 'absence.over', 'version_conflict'],
});

/** For whom the actor acts at this moment, directly or because a substitute is absent himself. */
export const listSubstitutions = defineQuery('clients.list-substitutions', {
  input: z.strictObject({ employeeId: Id }),
  output: z.strictObject({ data: z.array(Substitution) }),
  errors: ['forbidden'],
});
