import { z } from 'zod';
import { MadeOnBehalf, marked } from '../actor.ts';
import { FreeText, Id, Line, Moment, Version } from '../primitives.ts';
import { Reminder, ReminderRequest } from './reminder.ts';

/** An interaction is communication with a client; a task is work without it. */
export const ActivityType = z.enum(['interaction', 'task']).meta({ id: 'ActivityType' });

/** One object in two states: completing a planned one makes it history. */
export const ActivityStatus = z.enum(['planned', 'completed', 'cancelled']).meta({ id: 'ActivityStatus' });

/** How precisely the date of something long past is known. */
export const DatePrecision = z.enum(['minute', 'day', 'month', 'year']).meta({ id: 'DatePrecision' });

const facts = {
  subject: Line(200),
  content: FreeText.nullable(),
  kindId: Id.nullable().describe('By what means: call, meeting, letter. Every interaction has one'),
  purposeId: Id.nullable().describe('Why: first talks, presentation, closing of the contract'),
  clientId: Id.nullable(),
  contactPersonIds: z.array(Id).max(50),
  dealId: Id.nullable(),
  plannedAt: Moment.nullable(),
  durationMinutes: z
    .int()
    .min(1)
    .max(60 * 24 * 30)
    .nullable(),
};

/** Something that an employee does or did for a client: an interaction or a task, planned or completed. */
export const Activity = z
  .strictObject({
    id: Id,
    type: ActivityType,
    status: ActivityStatus,
    ...facts,
    performerId: Id.describe('Who does it or did it'),
    departmentId: Id.describe("The performer's department"),
    recordedById: Id.describe('Who wrote it down'),
    completedAt: Moment.nullable().describe('When it happened'),
    completedPrecision: DatePrecision,
    resultId: Id.nullable(),
    resultComment: FreeText.nullable(),
    nextActivityId: Id.nullable().describe('What was planned when this one was completed'),
    reminder: Reminder.nullable(),
    private: z.boolean().describe('A task that only its performer and who wrote it down see'),
    madeOnBehalf: MadeOnBehalf.optional().describe(
      'Who did it in whose place: the work of the substitute; absent where nobody was substituted',
    ),
    version: Version,
    createdAt: Moment,
    updatedAt: Moment,
  })
  .meta({ id: 'Activity' });
export type Activity = z.output<typeof Activity>;

const interactionNeedsKind = (activity: { type: string; kindId: string | null }) =>
  activity.type !== 'interaction' || activity.kindId !== null;
const onlyTasksArePrivate = (activity: { type: string; private: boolean }) =>
  activity.type === 'task' || !activity.private;
const cannotBePrivate = { path: ['private'], message: 'only a task can be private' };
const kindMissing = { path: ['kindId'], message: 'an interaction needs a kind' };

const newActivity = z.strictObject({
  type: ActivityType.default('interaction'),
  subject: facts.subject,
  content: facts.content.default(null),
  kindId: facts.kindId.default(null),
  purposeId: facts.purposeId.default(null),
  clientId: facts.clientId.default(null),
  contactPersonIds: facts.contactPersonIds.default([]),
  dealId: facts.dealId.default(null),
  durationMinutes: facts.durationMinutes.default(null),
  private: z.boolean().default(false).describe('A task that nobody else is to see'),
});

const planned = newActivity.extend({
  plannedAt: Moment,
  reminder: ReminderRequest.nullable().default(null),
});

/** Something to be done, by the actor himself. */
export const PlannedActivity = planned
  .refine(interactionNeedsKind, kindMissing)
  .refine(onlyTasksArePrivate, cannotBePrivate)
  .meta({ id: 'PlannedActivity' });
export type PlannedActivity = z.output<typeof PlannedActivity>;

const outcome = {
  completedAt: Moment.optional().describe('Now unless said otherwise; never in the future'),
  completedPrecision: DatePrecision.default('minute'),
  resultId: Id.nullable().default(null),
  resultComment: FreeText.nullable().default(null),
};

/** Something that has happened without having been planned. */
export const RecordedActivity = newActivity
  .extend(outcome)
  .refine(interactionNeedsKind, kindMissing)
  .refine(onlyTasksArePrivate, cannotBePrivate)
  .meta({ id: 'RecordedActivity' });
export type RecordedActivity = z.output<typeof RecordedActivity>;

/** The outcome of a planned activity, and what comes next: both are stored or neither. */
export const Completion = z
  .strictObject({
    ...outcome,
    content: facts.content.optional(),
    next: PlannedActivity.nullable()
      .default(null)
      .describe('Client and deal are those of the completed one unless given'),
  })
  .meta({ id: 'Completion' });
export type Completion = z.output<typeof Completion>;

/** A merge patch of a planned activity. A changed `plannedAt` moves the reminder by as much, unless `reminder` is given. */
export const ActivityChange = z
  .strictObject({ ...facts, plannedAt: Moment, reminder: ReminderRequest.nullable() })
  .partial()
  .meta({ id: 'ActivityChange' });
export type ActivityChange = z.output<typeof ActivityChange>;

/** An activity as it stands in a list and on the client card. */
export const ActivityListItem = Activity.omit({ departmentId: true, recordedById: true, createdAt: true })
  .extend(marked)
  .meta({ id: 'ActivityListItem' });
export type ActivityListItem = z.output<typeof ActivityListItem>;
