import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';
import type { RemindedSubstitute, ReminderStatus } from './reminder.ts';

/**
 * The truth about a reminder; alarm jobs are only wake-up calls. An activity has at most one. Each new time, cancellation
 * or recipient is a new `version`, so that whatever was set off for an older one has no effect.
 *
 * The activity carries a copy of `dueAt`, `timeZone` and `status`, written in the same transactions, so that lists and
 * cards show reminders without a second read.
 */
export interface ReminderDocument extends StoredRecord {
  readonly activityId: Types.ObjectId;
  /** The performer of the activity, who is reminded unless somebody is in his place. */
  readonly employeeId: Types.ObjectId;
  /** Who asked to be reminded in his place. Absent from those of before there was anybody. */
  readonly substitute?: RemindedSubstitute | null;
  readonly dueAt: Date;
  readonly timeZone: string;
  /** The hour as the employee said it, for when the rules of his zone change. */
  readonly localTime: string;
  readonly status: ReminderStatus;
  /** By the clock of the database server. */
  readonly firedAt: Date | null;
}

const id = { type: Schema.Types.ObjectId, required: true } as const;

const moment = { type: Date, required: true } as const;
const substitute = new Schema<RemindedSubstitute>(
  { employeeId: { type: String, required: true }, since: moment, until: moment },
  { _id: false, id: false, strict: 'throw' },
);

export const reminderSchema = recordSchema<ReminderDocument>(
  {
    activityId: id,
    employeeId: id,
    substitute: { type: substitute, default: null },
    dueAt: { type: Date, required: true },
    timeZone: { type: String, required: true },
    localTime: { type: String, required: true },
    status: { type: String, enum: ['scheduled', 'fired', 'cancelled'], required: true },
    firedAt: { type: Date, default: null },
  },
  { collection: 'reminders' },
);

const scheduled = { status: 'scheduled' };

// The reminder of an activity: every command on the activity looks for it.
reminderSchema.index({ activityId: 1 }, { unique: true });
// What is due soon or overdue: the reconciler, every few seconds. Partial: of millions only the living ones are in it.
reminderSchema.index({ dueAt: 1, _id: 1 }, { partialFilterExpression: scheduled });
// How many a leaver still has: the preview of a hand-over.
reminderSchema.index({ employeeId: 1 }, { partialFilterExpression: scheduled });
