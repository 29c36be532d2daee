import { markOf, type Ownership, type Placed } from '@crm/access';
import type { Activity, ActivityFact, ActivityListItem, Actor } from '@crm/contracts';
import { toMadeOnBehalf } from '@crm/known-clients';
import { Types } from 'mongoose';
import type { ReminderState } from '../reminders/reminder.ts';
import type { ActivityFields, ActivityPatch, ActivityState } from './activity.ts';
import type { ActivityDocument } from './activity.schema.ts';

type Stored = Omit<ActivityDocument, 'departmentId' | 'recordedById' | 'createdAt'>;

const idFields: ReadonlySet<string> = new Set<keyof ActivityFields>([
  'performerId',
  'departmentId',
  'recordedById',
  'kindId',
  'purposeId',
  'clientId',
  'contactPersonIds',
  'dealId',
  'resultId',
  'nextActivityId',
  'madeOnBehalf',
]);

/** The values of the rules as they are stored; what is undefined is left as it is. */
export function toStored(fields: ActivityPatch): Partial<ActivityDocument> {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said.map(([field, value]) => [field, idFields.has(field) ? toObjectIds(value) : value]));
}

function toObjectIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toObjectIds);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([field, id]) => [field, toObjectIds(id)]));
  }
  return typeof value === 'string' ? Types.ObjectId.createFromHexString(value) : value;
}

/** Who sees a private task. */
const privateTo = (fields: Pick<ActivityFields, 'private' | 'performerId' | 'recordedById'>): unknown =>
  fields.private ? toObjectIds([...new Set([fields.performerId, fields.recordedById])]) : null;

/** A new activity as it is stored. */
export const toDocument = (fields: ActivityFields, now: Date): ActivityDocument =>
  ({
    ...toStored(fields),
    privateTo: privateTo(fields),
    _id: new Types.ObjectId(),
    version: 1,
    createdAt: now,
    updatedAt: now,
  }) as ActivityDocument;

/** As much of a stored activity as the rules look at. */
export const toState = ({ type, status, clientId, dealId, plannedAt }: ActivityDocument): ActivityState => ({
  type,
  status,
  clientId: hexOrNull(clientId),
  dealId: hexOrNull(dealId),
  plannedAt,
});

/** Written out by hand: the client card maps some forty of these each time it is opened. */
export const toListItem = (activity: Stored): Omit<ActivityListItem, 'onBehalfOf'> => ({
  id: activity._id.toHexString(),
  type: activity.type,
  status: activity.status,
  subject: activity.subject,
  content: activity.content,
  kindId: hexOrNull(activity.kindId),
  purposeId: hexOrNull(activity.purposeId),
  clientId: hexOrNull(activity.clientId),
  contactPersonIds: activity.contactPersonIds.map((id) => id.toHexString()),
  dealId: hexOrNull(activity.dealId),
  plannedAt: momentOrNull(activity.plannedAt),
  durationMinutes: activity.durationMinutes,
  performerId: activity.performerId.toHexString(),
  completedAt: momentOrNull(activity.completedAt),
  completedPrecision: activity.completedPrecision,
  resultId: hexOrNull(activity.resultId),
  resultComment: activity.resultComment,
  nextActivityId: hexOrNull(activity.nextActivityId),
  reminder: toReminder(activity.reminder),
  private: activity.private ?? false,
  ...toMadeOnBehalf(activity.madeOnBehalf),
  version: activity.version,
  updatedAt: activity.updatedAt.toISOString(),
});

/** The item of a list, with a mark when its reader acts in the performer's place. */
export const toMarkedItem = (activity: Stored, reader: Actor): ActivityListItem => ({
  ...toListItem(activity),
  ...markOf(reader, placeOf(activity)),
});

type Placing = Pick<ActivityDocument, 'performerId' | 'clientId'>;

const placeOf = ({ performerId, clientId }: Placing): Placed => ({
  ownerId: performerId.toHexString(),
  clientId: hexOrNull(clientId),
});

/** Whose an activity is, and with whom. */
export const ownershipOf = (activity: Placing & Pick<ActivityDocument, 'departmentId'>): Ownership => ({
  ...placeOf(activity),
  departmentId: activity.departmentId.toHexString(),
});

/** The fields that other services learn of an activity. */
export const factFields = {
  version: 1,
  type: 1,
  status: 1,
  kindId: 1,
  purposeId: 1,
  clientId: 1,
  dealId: 1,
  performerId: 1,
  departmentId: 1,
  plannedAt: 1,
  completedAt: 1,
  madeOnBehalf: 1,
  private: 1,
  recordedById: 1,
} as const;

export type StoredFact = Pick<ActivityDocument, '_id' | keyof typeof factFields>;

/** What other services learn of an activity. */
export const toActivityFact = (activity: StoredFact): ActivityFact => ({
  id: activity._id.toHexString(),
  version: activity.version,
  type: activity.type,
  status: activity.status,
  kindId: hexOrNull(activity.kindId),
  purposeId: hexOrNull(activity.purposeId),
  clientId: hexOrNull(activity.clientId),
  dealId: hexOrNull(activity.dealId),
  performerId: activity.performerId.toHexString(),
  departmentId: activity.departmentId.toHexString(),
  plannedAt: momentOrNull(activity.plannedAt),
  completedAt: momentOrNull(activity.completedAt),
  ...toMadeOnBehalf(activity.madeOnBehalf),
});

export const toActivity = (activity: ActivityDocument): Activity => ({
  ...toListItem(activity),
  departmentId: activity.departmentId.toHexString(),
  recordedById: activity.recordedById.toHexString(),
  createdAt: activity.createdAt.toISOString(),
});

const hexOrNull = (id: Types.ObjectId | null): string | null => (id === null ? null : id.toHexString());
const momentOrNull = (moment: Date | null): string | null => (moment === null ? null : moment.toISOString());

const toReminder = (reminder: ReminderState | null): Activity['reminder'] =>
  reminder === null
    ? null
    : { dueAt: reminder.dueAt.toISOString(), timeZone: reminder.timeZone, status: reminder.status };
