import { type StoredOnBehalf, storedOnBehalfSchema } from '@crm/known-clients';
import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';
import type { ReminderState } from '../reminders/reminder.ts';
import type { ActivityFields } from './activity.ts';

type IdField =
  | 'performerId'
  | 'departmentId'
  | 'recordedById'
  | 'kindId'
  | 'purposeId'
  | 'clientId'
  | 'dealId'
  | 'resultId'
  | 'nextActivityId';

type Ids = { readonly [Field in IdField]: Types.ObjectId | Extract<ActivityFields[Field], null> };

/** An activity as it is stored: ids are ObjectIds, the rest is as in the rules. */
export interface ActivityDocument
  extends StoredRecord, Omit<ActivityFields, IdField | 'contactPersonIds' | 'private' | 'madeOnBehalf'>, Ids {
  readonly contactPersonIds: readonly Types.ObjectId[];
  /** Absent from what was stored before there were private tasks. */
  readonly private?: boolean;
  /** Who sees it at all; null or absent when it is not private. */
  readonly privateTo?: readonly Types.ObjectId[] | null;
  /** Who made the latest change in whose place; null or absent when nobody was substituted. */
  readonly madeOnBehalf?: StoredOnBehalf | null;
  /** Only what was loaded has one. */
  readonly externalId?: string;
}

const id = { type: Schema.Types.ObjectId, required: true } as const;
const idOrNull = { type: Schema.Types.ObjectId, default: null } as const;
const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const moment = { type: Date, required: true } as const;
const momentOrNull = { type: Date, default: null } as const;

const reminderSchema = new Schema<ReminderState>(
  { dueAt: moment, timeZone: text, status: text },
  { _id: false, id: false, strict: 'throw' },
);

export const activitySchema = recordSchema<ActivityDocument>(
  {
    type: text,
    status: text,
    at: moment,
    subject: text,
    content: textOrNull,
    kindId: idOrNull,
    purposeId: idOrNull,
    clientId: idOrNull,
    contactPersonIds: [{ type: Schema.Types.ObjectId }],
    dealId: idOrNull,
    plannedAt: momentOrNull,
    durationMinutes: { type: Number, default: null },
    performerId: id,
    departmentId: id,
    recordedById: id,
    completedAt: momentOrNull,
    completedPrecision: text,
    resultId: idOrNull,
    resultComment: textOrNull,
    nextActivityId: idOrNull,
    reminder: { type: reminderSchema, default: null },
    private: Boolean,
    privateTo: { type: [Schema.Types.ObjectId], default: null },
    madeOnBehalf: { type: storedOnBehalfSchema, default: null },
    externalId: { type: String },
  },
  {
    collection: 'activities',
    tellsEvents: 'activity',
    audited: {
      kind: 'activity',
      open: [
        'type',
        'status',
        'at',
        'kindId',
        'purposeId',
        'clientId',
        'contactPersonIds',
        'dealId',
        'plannedAt',
        'durationMinutes',
        'performerId',
        'departmentId',
        'recordedById',
        'completedAt',
        'completedPrecision',
        'resultId',
        'nextActivityId',
        'reminder',
        'private',
      ],
      derived: ['privateTo', 'reminder.status', 'madeOnBehalf'],
    },
  },
);

/*
 * Every list is of one status and in the order of `at`, so that one index serves it in both directions: planned ones
 * soonest first, completed and cancelled ones newest first, and any period of them. What stands before is the narrowest
 * thing that the list asks for; the rest is filtered out of what that finds.
 */

// The client card, and lists of a client.
activitySchema.index({ clientId: 1, status: 1, at: 1, _id: 1 });
// Lists of a deal.
activitySchema.index({ dealId: 1, status: 1, at: 1, _id: 1 });
// An employee's own lists, and what a hand-over moves.
activitySchema.index({ performerId: 1, status: 1, at: 1, _id: 1 });
// Lists of those who see departments.
activitySchema.index({ departmentId: 1, status: 1, at: 1, _id: 1 });
// Lists of those who see everything,
activitySchema.index({ status: 1, at: 1, _id: 1 });
// also by kind and by purpose, where a rare one would have to be looked for among all.
activitySchema.index({ kindId: 1, status: 1, at: 1, _id: 1 });
activitySchema.index({ purposeId: 1, status: 1, at: 1, _id: 1 });
// Private ones of a client, to leave them out when his activities are counted: hardly any.
activitySchema.index({ clientId: 1, status: 1 }, { partialFilterExpression: { private: true } });
// A repeated load finds what it has loaded before.
activitySchema.index({ externalId: 1 }, { unique: true, sparse: true });
