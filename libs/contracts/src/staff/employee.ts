import { z } from 'zod';
import { Email, ExternalId, Id, Line, LocalizedName, Moment, TimeZone, Version } from '../primitives.ts';

/** `leaving`: his work is being handed over, nothing new may come to him. `dismissed`: nothing is left with him. */
export const EmployeeStatus = z.enum(['active', 'leaving', 'dismissed']).meta({ id: 'EmployeeStatus' });

const Hour = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be an hour such as 09:30')
  .describe('Wall-clock hour in the zone of the employee');

/** A stretch of work on one day of each week; a day with a break has two. */
export const WorkingStretch = z
  .strictObject({ weekday: z.int().min(1).max(7).describe('1 is Monday, 7 is Sunday'), from: Hour, to: Hour })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must lie after `from`' })
  .meta({ id: 'WorkingStretch' });
export type WorkingStretch = z.output<typeof WorkingStretch>;

const meetsAnother = (one: WorkingStretch, index: number, all: readonly WorkingStretch[]): boolean =>
  all.some(
    (other, place) => place > index && other.weekday === one.weekday && one.from < other.to && other.from < one.to,
  );

/** When somebody works; empty when nobody has said so. */
export const WorkingHours = z
  .array(WorkingStretch)
  .max(28)
  .refine((stretches) => !stretches.some(meetsAnother), 'must not overlap')
  .meta({ id: 'WorkingHours' });

/** For which clients somebody is the right one: what the distribution of new ones looks at. */
export const Skills = z
  .strictObject({
    sectorIds: z.array(Id).max(50).default([]),
    regionIds: z.array(Id).max(200).default([]),
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/, 'must be a code of two letters, such as ru'))
      .max(20)
      .default([])
      .describe('ISO 639-1'),
  })
  .meta({ id: 'Skills' });
export type Skills = z.output<typeof Skills>;

/** How much somebody can answer for at the same time; null is no limit. */
export const Capacity = z
  .strictObject({
    clients: z.int().min(0).max(1_000_000).nullable().default(null),
    openDeals: z.int().min(0).max(1_000_000).nullable().default(null),
  })
  .meta({ id: 'Capacity' });
export type Capacity = z.output<typeof Capacity>;

const facts = {
  name: Line(200),
  email: Email.nullable(),
  positionId: Id.nullable().describe('As what he works'),
  timeZone: TimeZone,
  workingHours: WorkingHours,
  skills: Skills,
  capacity: Capacity,
};

/** A person who works for us. Not the same as an account: not every employee signs in. */
export const Employee = z
  .strictObject({ id: Id, ...facts, departmentId: Id, status: EmployeeStatus, version: Version })
  .meta({ id: 'Employee' });
export type Employee = z.output<typeof Employee>;

const nothingSaid = {
  workingHours: facts.workingHours.default([]),
  skills: facts.skills.prefault({}),
  capacity: facts.capacity.prefault({}),
};

export const NewEmployee = z
  .strictObject({
    name: facts.name,
    email: facts.email.default(null),
    positionId: facts.positionId.default(null),
    departmentId: Id,
    timeZone: facts.timeZone.default('Europe/Moscow'),
    ...nothingSaid,
  })
  .meta({ id: 'NewEmployee' });
export type NewEmployee = z.output<typeof NewEmployee>;

/** A merge patch. Another department is a move, since his work follows him; leaving is a hand-over. */
export const EmployeeChange = z.strictObject(facts).partial().meta({ id: 'EmployeeChange' });
export type EmployeeChange = z.output<typeof EmployeeChange>;

/** Where an employee has worked, and as what. The present one has no end. */
export const Membership = z
  .strictObject({
    id: Id,
    employeeId: Id,
    departmentId: Id,
    positionId: facts.positionId,
    from: Moment,
    to: Moment.nullable(),
  })
  .meta({ id: 'Membership' });
export type Membership = z.output<typeof Membership>;

export const EmployeeRow = z.strictObject({
  externalId: ExternalId,
  name: Line(200),
  email: z.email().toLowerCase().nullable().default(null),
  position: LocalizedName.nullable()
    .default(null)
    .describe('The position of either name; a new one when there is none'),
  departmentExternalId: ExternalId,
  timeZone: TimeZone.default('Europe/Moscow'),
  status: EmployeeStatus.default('active'),
  ...nothingSaid,
});
export type EmployeeRow = z.output<typeof EmployeeRow>;

/** As much of an employee as other records show beside his id. */
export const EmployeeName = z.strictObject({ id: Id, name: z.string() }).meta({ id: 'EmployeeName' });
export type EmployeeName = z.output<typeof EmployeeName>;
