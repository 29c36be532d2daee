import { z } from 'zod';
import { Whose } from '../actor.ts';
import { ClassifierValues } from '../classifier.ts';
import { defineCommand, defineQuery } from '../define.ts';
import { LoadResult, loadRows } from '../load.ts';
import { Flag, pageInput, pageOf } from '../page.ts';
import { Day, ExternalId, FreeText, Id, Moment, TimeZone, Version } from '../primitives.ts';
import { HandOverBatch, HandOverProgress, LivingWorkOf } from '../staff/hand-over.ts';
import {
  Activity,
  ActivityChange,
  ActivityListItem,
  ActivityStatus,
  ActivityType,
  Completion,
  DatePrecision,
  PlannedActivity,
  RecordedActivity,
} from './activity.ts';
import { Commitment, CommitmentListItem, CommitmentSide, CommitmentStatus, NewCommitment } from './commitment.ts';
import { Notification } from './notification.ts';

const classifierErrors = ['classifier.value_unknown', 'classifier.value_archived'] as const;
const activityRef = z.strictObject({ activityId: Id, expectedVersion: Version.optional() });
const performer = { performerDepartmentId: Id.describe("The actor's department, filled in by the gateway") };

/** Plans an activity of the actor. */
export const planActivity = defineCommand('activities.plan', {
  input: z.strictObject({ activity: PlannedActivity, ...performer }),
  output: Activity,
  errors: ['forbidden', 'client.not_found', 'reminder.in_past', ...classifierErrors],
});

/** Writes down something that has happened. */
export const recordActivity = defineCommand('activities.record', {
  input: z.strictObject({ activity: RecordedActivity, ...performer }),
  output: Activity,
  errors: ['forbidden', 'client.not_found', 'activity.not_yet_happened', ...classifierErrors],
});

/** Completes a planned activity and plans the next one in the same transaction. */
export const completeActivity = defineCommand('activities.complete', {
  input: activityRef.extend({ completion: Completion }),
  output: z.strictObject({ completed: Activity, next: Activity.nullable() }).meta({ id: 'CompletedActivity' }),
  errors: [
    'forbidden',
    'client.not_found',
    'activity.not_found',
    'activity.not_planned',
    'activity.not_yet_happened',
    'reminder.in_past',
    'version_conflict',
    ...classifierErrors,
  ],
});

export const changeActivity = defineCommand('activities.change', {
  input: activityRef.extend({ change: ActivityChange }),
  output: Activity,
  errors: [
    'forbidden',
    'client.not_found',
    'activity.not_found',
    'activity.not_planned',
    'reminder.in_past',
    'version_conflict',
    'invalid',
    ...classifierErrors,
  ],
});

export const cancelActivity = defineCommand('activities.cancel', {
  input: activityRef.extend({ comment: FreeText.nullable().default(null) }),
  output: Activity,
  errors: ['forbidden', 'activity.not_found', 'activity.not_planned', 'version_conflict'],
});

export const getActivity = defineQuery('activities.get', {
  input: z.strictObject({ activityId: Id }),
  output: Activity,
  errors: ['activity.not_found'],
});

export const ActivityFilter = z.strictObject({
  ...pageInput,
  clientId: Id.optional(),
  dealId: Id.optional(),
  performerId: Id.optional(),
  whose: Whose.optional().describe('Yours, those of absent colleagues in whose place you act now, or both'),
  status: ActivityStatus.default('planned'),
  type: ActivityType.optional(),
  kindId: Id.optional(),
  purposeId: Id.optional(),
  from: Moment.optional().describe('Planned or completed not before'),
  to: Moment.optional().describe('Planned or completed before'),
});

/** Planned ones by the planned moment, soonest first; completed and cancelled ones newest first. */
export const listActivities = defineQuery('activities.list', {
  input: ActivityFilter,
  output: pageOf(ActivityListItem, 'ActivityPage'),
  errors: ['cursor_invalid'],
});

export const ActivityClassifier = z.enum(['kind', 'purpose', 'result']).meta({ id: 'ActivityClassifier' });

export const listActivityClassifier = defineQuery('activities.list-classifier', {
  input: z.strictObject({ classifier: ActivityClassifier }),
  output: ClassifierValues,
});

export const makeCommitment = defineCommand('activities.make-commitment', {
  input: z.strictObject({ commitment: NewCommitment, ownerDepartmentId: Id }),
  output: Commitment,
  errors: ['forbidden', 'client.not_found', 'activity.not_found'],
});

/** Closes an open promise: it was kept, broken, or called off. */
export const closeCommitment = defineCommand('activities.close-commitment', {
  input: z.strictObject({
    commitmentId: Id,
    expectedVersion: Version.optional(),
    status: CommitmentStatus.exclude(['open']),
    comment: FreeText.nullable().default(null),
  }),
  output: Commitment,
  errors: ['forbidden', 'commitment.not_found', 'commitment.not_open', 'version_conflict'],
});

export const getCommitment = defineQuery('activities.get-commitment', {
  input: z.strictObject({ commitmentId: Id }),
  output: Commitment,
  errors: ['commitment.not_found'],
});

/** Promises by due day, soonest first. */
export const listCommitments = defineQuery('activities.list-commitments', {
  input: z.strictObject({
    ...pageInput,
    clientId: Id.optional(),
    ownerId: Id.optional(),
    whose: Whose.optional().describe('Yours, those of absent colleagues in whose place you act now, or both'),
    status: CommitmentStatus.default('open'),
  }),
  output: pageOf(CommitmentListItem, 'CommitmentPage'),
  errors: ['cursor_invalid'],
});

/** The actor's own notifications, newest first. */
export const listNotifications = defineQuery('activities.list-notifications', {
  input: z.strictObject({ ...pageInput, unread: Flag.optional() }),
  output: pageOf(Notification, 'NotificationPage').extend({ unreadCount: z.int() }),
  errors: ['cursor_invalid'],
});

/**
 * The actor's notifications after a given one, oldest first: what a live connection missed. None is missed and none comes
 * twice, whatever was stored at the same time. Without a known `afterId` it begins with the very first one.
 */
export const notificationsAfter = defineQuery('activities.notifications-after', {
  input: z.strictObject({ afterId: Id.nullable(), limit: z.int().min(1).max(100).default(100) }),
  output: z.strictObject({ data: z.array(Notification) }),
});

export const readNotification = defineCommand('activities.read-notification', {
  input: z.strictObject({ notificationId: Id }),
  output: Notification,
  errors: ['notification.not_found'],
});

/** The activities part of the client card, for a reader to whom the clients service shows the client. */
export const ActivitiesSection = z
  .strictObject({
    planned: z.array(ActivityListItem).max(20).describe('The next 20, soonest first'),
    completed: z.array(ActivityListItem).max(20).describe('The latest 20'),
    commitments: z.array(Commitment).max(20).describe('Open promises, soonest first'),
    counts: z.strictObject({ planned: z.int(), completed: z.int(), openCommitments: z.int() }),
  })
  .meta({ id: 'ActivitiesSection' });
export type ActivitiesSection = z.output<typeof ActivitiesSection>;

export const getActivitiesSection = defineQuery('activities.card-section', {
  input: z.strictObject({ clientId: Id }),
  output: ActivitiesSection,
});

/** An activity of a bulk load. Codes stand for the values of the classifiers. */
export const ActivityRow = z.strictObject({
  externalId: ExternalId,
  type: ActivityType,
  status: ActivityStatus,
  subject: Activity.shape.subject,
  content: FreeText.nullable().default(null),
  kindCode: z.string().nullable(),
  purposeCode: z.string().nullable(),
  resultCode: z.string().nullable(),
  clientId: Id.nullable(),
  contactPersonIds: z.array(Id).max(50).default([]),
  dealId: Id.nullable().default(null),
  performerId: Id,
  departmentId: Id,
  plannedAt: Moment.nullable(),
  completedAt: Moment.nullable(),
  completedPrecision: DatePrecision.default('minute'),
  durationMinutes: Activity.shape.durationMinutes.default(null),
  reminder: z.strictObject({ dueAt: Moment, timeZone: TimeZone }).nullable().default(null),
});
export type ActivityRow = z.output<typeof ActivityRow>;

export const loadActivities = defineCommand('activities.load', {
  input: z.strictObject({ rows: loadRows(ActivityRow) }),
  output: LoadResult,
  errors: ['forbidden', 'invalid', 'activity.not_yet_happened', ...classifierErrors],
  deadline: 30_000,
});

export const CommitmentRow = z.strictObject({
  externalId: ExternalId,
  clientId: Id,
  side: CommitmentSide,
  text: Commitment.shape.text,
  dueOn: Day,
  status: CommitmentStatus,
  ownerId: Id,
  departmentId: Id,
  activityExternalId: ExternalId.nullable().default(null),
  closedAt: Moment.nullable().default(null),
});
export type CommitmentRow = z.output<typeof CommitmentRow>;

export const loadCommitments = defineCommand('activities.load-commitments', {
  input: z.strictObject({ rows: loadRows(CommitmentRow) }),
  output: LoadResult,
  errors: ['forbidden', 'activity.not_found'],
  deadline: 30_000,
});

/** Living work of an employee, for the preview of a hand-over. Asked by the clients service. */
export const countActivitiesForHandOver = defineQuery('activities.count-for-hand-over', {
  input: LivingWorkOf,
  output: z.strictObject({ plannedActivities: z.int(), reminders: z.int(), commitments: z.int() }),
  errors: ['forbidden'],
});

/** Moves up to `limit` planned activities (with their reminders) and open promises of the leaver in one transaction. */
export const handOverActivities = defineCommand('activities.hand-over', {
  input: HandOverBatch,
  output: HandOverProgress,
  errors: ['forbidden'],
  deadline: 30_000,
});
