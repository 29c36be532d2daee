import type { ProjectionRow } from '@crm/outbox';
import { Schema, type Types } from 'mongoose';

/** What this service knows of a client: who answers for him, and who reads him. */
export interface KnownClient extends ProjectionRow {
  readonly ownerId: Types.ObjectId;
  readonly departmentId: Types.ObjectId;
  /** Keys of all who read him. */
  readonly readers: readonly Types.ObjectId[];
}

const reference = { type: Schema.Types.ObjectId, required: true };
const count = { type: Number, required: true };

export const knownClientSchema = new Schema<KnownClient>(
  { ownerId: reference, departmentId: reference, readers: [Schema.Types.ObjectId], version: count, generation: count },
  { collection: 'known-clients', strict: 'throw', versionKey: false, id: false },
);

// The end of a rebuild: rows that it has not seen.
knownClientSchema.index({ generation: 1 });
