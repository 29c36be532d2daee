import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

/** How many records of each kind a hand-over has moved. */
export interface MovedCounts {
  readonly plannedActivities: number;
  readonly reminders: number;
  readonly commitments: number;
}

/** This service's share of a hand-over. */
export interface HandOverDocument extends StoredRecord {
  readonly moved: MovedCounts;
}

/** Who had a record before a hand-over moved it. */
export interface HandOverEntryDocument {
  readonly _id: Types.ObjectId;
  readonly handOverId: Types.ObjectId;
  readonly recordId: Types.ObjectId;
  readonly kind: keyof MovedCounts;
  readonly fromEmployeeId: Types.ObjectId;
  /** Null for a reminder: it has no department of its own. */
  readonly fromDepartmentId: Types.ObjectId | null;
  readonly toEmployeeId: Types.ObjectId;
  readonly movedAt: Date;
}

const id = { type: Schema.Types.ObjectId, required: true } as const;
const number = { type: Number, required: true } as const;

export const handOverSchema = recordSchema<HandOverDocument>(
  { moved: { plannedActivities: number, reminders: number, commitments: number } },
  { collection: 'hand-overs' },
);

export const handOverEntrySchema = new Schema<HandOverEntryDocument>(
  {
    handOverId: id,
    recordId: id,
    kind: { type: String, required: true },
    fromEmployeeId: id,
    fromDepartmentId: { type: Schema.Types.ObjectId, default: null },
    toEmployeeId: id,
    movedAt: { type: Date, required: true },
  },
  { collection: 'hand-over-entries', strict: 'throw', versionKey: false, id: false },
);

// A hand-over moves a record once.
handOverEntrySchema.index({ handOverId: 1, recordId: 1 }, { unique: true });
