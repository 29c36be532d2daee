import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

export interface NotificationDocument extends StoredRecord {
  readonly employeeId: Types.ObjectId;
  /**
   * The place among the employee's notifications: 1, 2, 3 … in the order in which they were committed. An id or a moment
   * would not do to ask "what came after this one": of two that are stored at the same time, the later id may be committed
   * first, and whoever has read it would never ask for the earlier one.
   */
  readonly place: number;
  readonly kind: 'reminder';
  readonly reminderId: Types.ObjectId;
  readonly reminderVersion: number;
  readonly activityId: Types.ObjectId;
  readonly clientId: Types.ObjectId | null;
  readonly subject: string;
  readonly plannedAt: Date | null;
  readonly dueAt: Date;
  readonly readAt: Date | null;
}

/** The last place given to an employee's notification. */
export interface NotificationCounterDocument {
  readonly _id: Types.ObjectId;
  readonly last: number;
}

const id = { type: Schema.Types.ObjectId, required: true } as const;
const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const momentOrNull = { type: Date, default: null } as const;

export const notificationSchema = recordSchema<NotificationDocument>(
  {
    employeeId: id,
    place: number,
    kind: text,
    reminderId: id,
    reminderVersion: number,
    activityId: id,
    clientId: { type: Schema.Types.ObjectId, default: null },
    subject: text,
    plannedAt: momentOrNull,
    dueAt: { type: Date, required: true },
    readAt: momentOrNull,
  },
  { collection: 'notifications' },
);

// One notification for each cause, whatever fires it: the last line of defence behind the compare-and-set.
notificationSchema.index({ reminderId: 1, reminderVersion: 1 }, { unique: true });
// An employee's list, newest first, and what a live connection missed, oldest first.
notificationSchema.index({ employeeId: 1, place: 1, _id: 1 });
// The unread ones in their order, and how many there are; they leave it when they are read, so it stays small.
notificationSchema.index(
  { employeeId: 1, place: 1, _id: 1 },
  { name: 'unread', partialFilterExpression: { readAt: null } },
);

export const notificationCounterSchema = new Schema<NotificationCounterDocument>(
  { _id: id, last: number },
  { collection: 'notification-counters', strict: 'throw', versionKey: false, id: false },
);
