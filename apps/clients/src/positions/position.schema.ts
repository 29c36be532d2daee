import type { LocalizedName } from '@crm/contracts';
import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema } from 'mongoose';

export interface PositionDocument extends StoredRecord {
  readonly name: LocalizedName;
  /** What its names are compared by. */
  readonly keys: readonly string[];
  readonly rank: number;
  readonly closed: boolean;
  /** How often somebody was given it, or a load has relied on it. */
  readonly holds?: number;
}

const text = { type: String, required: true } as const;

export const positionSchema = recordSchema<PositionDocument>(
  {
    name: { type: new Schema<LocalizedName>({ ru: text, en: text }, { _id: false, strict: 'throw' }), required: true },
    keys: { type: [String], required: true },
    rank: { type: Number, required: true },
    closed: { type: Boolean, required: true },
    holds: Number,
  },
  {
    collection: 'positions',
    audited: { kind: 'position', open: ['name', 'rank', 'closed'], derived: ['keys', 'holds'] },
  },
);

// The list, the highest first.
positionSchema.index({ rank: 1, _id: 1 });
// A name stands once, whichever language it is in.
positionSchema.index({ keys: 1 }, { unique: true });
