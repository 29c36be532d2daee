import { Schema, type Types } from 'mongoose';

/** Longer than an event can come again: a week in the outbox, two among the dead letters, and what people need. */
const KEPT_SECONDS = 30 * 24 * 3600;

/** That an event has taken effect in this service. */
export interface InboxRow {
  /** The id of the event. */
  readonly _id: Types.ObjectId;
  readonly at: Date;
}

/** How far this service has come with the events of one record. */
export interface InboxPosition {
  /** Kind and id of the record: `deal:0123…`. */
  readonly _id: string;
  /** The highest version that has taken effect or was passed over. */
  readonly seq: number;
}

export const inboxSchema = new Schema<InboxRow>(
  { _id: { type: Schema.Types.ObjectId, required: true }, at: { type: Date, required: true } },
  { collection: 'inbox', strict: 'throw', versionKey: false, id: false },
);
inboxSchema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS });

export const inboxPositionSchema = new Schema<InboxPosition>(
  { _id: { type: String, required: true }, seq: { type: Number, required: true } },
  { collection: 'inbox-positions', strict: 'throw', versionKey: false, id: false },
);
