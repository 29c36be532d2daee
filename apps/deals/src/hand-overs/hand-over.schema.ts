import { Schema, type Types } from 'mongoose';

/** That a hand-over moved a deal, and whose it was before. */
export interface HandOverEntry {
  readonly handOverId: Types.ObjectId;
  readonly recordId: Types.ObjectId;
  readonly fromEmployeeId: Types.ObjectId;
  readonly fromDepartmentId: Types.ObjectId;
  readonly toEmployeeId: Types.ObjectId;
  readonly movedAt: Date;
}

/** How far a hand-over is, under its own id. */
export interface HandOverTally {
  readonly _id: Types.ObjectId;
  readonly openDeals: number;
}

const reference = { type: Schema.Types.ObjectId, required: true };

export const handOverEntrySchema = new Schema<HandOverEntry>(
  {
    handOverId: reference,
    recordId: reference,
    fromEmployeeId: reference,
    fromDepartmentId: reference,
    toEmployeeId: reference,
    movedAt: { type: Date, required: true },
  },
  { collection: 'hand-over-entries', strict: 'throw', versionKey: false, id: false },
);

// One hand-over moves a record once, however often its steps are repeated.
handOverEntrySchema.index({ handOverId: 1, recordId: 1 }, { unique: true });

export const handOverTallySchema = new Schema<HandOverTally>(
  { _id: reference, openDeals: { type: Number, required: true } },
  { collection: 'hand-over-tallies', strict: 'throw', versionKey: false, id: false },
);
