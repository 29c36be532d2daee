import { Schema } from 'mongoose';
import type { VersionRange } from './versions-seen.ts';

/** How far this service has come with the events of one record. */
export interface InboxPosition {
  /** Kind and id of the record: `deal:0123…`. */
  readonly _id: string;
  /** The highest version that has taken effect or was passed over. */
  readonly seq: number;
  /** The versions below that which have not taken effect; absent when there are none, as with nearly all records. */
  readonly gaps?: readonly VersionRange[];
}

const number = { type: Number, required: true };
const gapSchema = new Schema<VersionRange>({ from: number, to: number }, { _id: false });

/** Belongs to the schemas of every service that takes events. Rows stay as long as events of their record may come. */
export const inboxPositionSchema = new Schema<InboxPosition>(
  { _id: { type: String, required: true }, seq: number, gaps: { type: [gapSchema], default: undefined } },
  { collection: 'inbox-positions', strict: 'throw', versionKey: false, id: false },
);
