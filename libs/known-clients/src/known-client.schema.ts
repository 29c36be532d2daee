import type { ProjectionRow } from '@crm/outbox';
import { Schema, type Types } from 'mongoose';

/** What this service knows of a client: who answers for him, and who reads him. */
export interface KnownClient extends ProjectionRow {
  readonly ownerId: Types.ObjectId;
  readonly departmentId: Types.ObjectId;
  /** Absent from what was told before sectors were. */
  readonly sectorId?: Types.ObjectId | null;
  /** Keys of all who read him. */
  readonly readers: readonly Types.ObjectId[];
}

const reference = { type: Schema.Types.ObjectId, required: true };
const count = { type: Number, required: true };

export const knownClientSchema = new Schema<KnownClient>(
  {
    ownerId: reference,
    departmentId: reference,
    sectorId: { type: Schema.Types.ObjectId, default: null },
    readers: [Schema.Types.ObjectId],
    version: count,
    generation: count,
  },
  { collection: 'known-clients', strict: 'throw', versionKey: false, id: false },
);

// The end of a rebuild: rows that it has not seen.
knownClientSchema.index({ generation: 1 });
// Whom a substitute for some sectors looks after.
knownClientSchema.index({ ownerId: 1, sectorId: 1 });
