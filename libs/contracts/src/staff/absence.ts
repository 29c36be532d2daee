import { z } from 'zod';
import { FreeText, Id, Moment, Version } from '../primitives.ts';

/**
 * `requested`: waits for the head. `approved`: counts. `refused` and `cancelled`: never counted, or not any more.
 */
export const AbsenceStatus = z.enum(['requested', 'approved', 'refused', 'cancelled']).meta({ id: 'AbsenceStatus' });
export type AbsenceStatus = z.output<typeof AbsenceStatus>;

export const AbsenceReason = z.enum(['vacation', 'illness', 'trip', 'training', 'other']).meta({ id: 'AbsenceReason' });

/** Who acts in place of the absent: for all that is his, or for his clients of some sectors. */
export const Substitute = z
  .strictObject({
    employeeId: Id,
    sectorIds: z
      .array(Id)
      .min(1)
      .max(50)
      .nullable()
      .default(null)
      .describe('The sectors whose clients he looks after; null for everything'),
  })
  .meta({ id: 'Substitute' });
export type Substitute = z.output<typeof Substitute>;

const facts = {
  from: Moment.describe('When it begins; a part of a day is possible'),
  to: Moment.describe('When it ends: from this moment on he is back'),
  reason: AbsenceReason,
  note: FreeText.max(1_000).nullable(),
  substitutes: z.array(Substitute).max(20),
};

/** A time in which an employee is away, and who stands in for him. What is his stays his. */
export const Absence = z
  .strictObject({
    id: Id,
    employeeId: Id,
    ...facts,
    status: AbsenceStatus,
    decidedById: Id.nullable().describe('Who approved or refused it'),
    version: Version,
  })
  .meta({ id: 'Absence' });
export type Absence = z.output<typeof Absence>;

export const NewAbsence = z
  .strictObject({
    employeeId: Id,
    ...facts,
    reason: facts.reason.default('vacation'),
    note: facts.note.default(null),
    substitutes: facts.substitutes.default([]),
  })
  .meta({ id: 'NewAbsence' });
export type NewAbsence = z.output<typeof NewAbsence>;

/** A merge patch; `substitutes`, when given, replaces the whole list. */
export const AbsenceChange = z.strictObject(facts).partial().meta({ id: 'AbsenceChange' });
export type AbsenceChange = z.output<typeof AbsenceChange>;

/** For whom an employee acts at the moment. */
export const Substitution = z
  .strictObject({
    employeeId: Id.describe('The one who is absent'),
    sectorIds: Substitute.shape.sectorIds.unwrap(),
    from: Moment,
    until: Moment,
    through: z.array(Id).describe('Absent substitutes between the two, the nearest to the absent first'),
  })
  .meta({ id: 'Substitution' });
export type Substitution = z.output<typeof Substitution>;
