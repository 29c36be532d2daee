import type { MadeOnBehalf } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

/** Who made the latest change of a record in whose place, as it is stored with the record. */
export interface StoredOnBehalf {
  readonly substituteId: Types.ObjectId;
  readonly absentId: Types.ObjectId;
}

const id = { type: Schema.Types.ObjectId, required: true } as const;

export const storedOnBehalfSchema = new Schema<StoredOnBehalf>(
  { substituteId: id, absentId: id },
  { _id: false, id: false, strict: 'throw' },
);

/** The field of a record that says it; no field when nobody was substituted. */
export const toMadeOnBehalf = (stored: StoredOnBehalf | null | undefined): { readonly madeOnBehalf?: MadeOnBehalf } =>
  stored
    ? { madeOnBehalf: { substituteId: stored.substituteId.toHexString(), absentId: stored.absentId.toHexString() } }
    : {};

export const toStoredOnBehalf = (made: MadeOnBehalf | null | undefined): StoredOnBehalf | null =>
  made ? { substituteId: toObjectId(made.substituteId), absentId: toObjectId(made.absentId) } : null;
