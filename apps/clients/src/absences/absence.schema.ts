import type { Absence, AbsenceStatus } from '@crm/contracts';
import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

export interface StoredSubstitute {
  readonly employeeId: Types.ObjectId;
  readonly sectorIds: readonly Types.ObjectId[] | null;
}

export interface AbsenceDocument extends StoredRecord {
  readonly employeeId: Types.ObjectId;
  readonly from: Date;
  readonly to: Date;
  readonly reason: Absence['reason'];
  readonly note: string | null;
  readonly substitutes: readonly StoredSubstitute[];
  readonly status: AbsenceStatus;
  readonly decidedById: Types.ObjectId | null;
}

const reference = { type: Schema.Types.ObjectId, required: true };

const substitute = new Schema<StoredSubstitute>(
  { employeeId: reference, sectorIds: { type: [Schema.Types.ObjectId], default: null } },
  { _id: false, strict: 'throw' },
);

export const absenceSchema = recordSchema<AbsenceDocument>(
  {
    employeeId: reference,
    from: { type: Date, required: true },
    to: { type: Date, required: true },
    reason: { type: String, required: true },
    note: { type: String, default: null },
    substitutes: { type: [substitute], required: true },
    status: { type: String, required: true, enum: ['requested', 'approved', 'refused', 'cancelled'] },
    decidedById: { type: Schema.Types.ObjectId, default: null },
  },
  {
    collection: 'absences',
    tellsEvents: 'absence',
    audited: { kind: 'absence', open: ['employeeId', 'from', 'to', 'substitutes', 'status', 'decidedById'] },
  },
);

// The absences of an employee or of a department's people, the latest first; whether two of one meet.
absenceSchema.index({ employeeId: 1, from: -1, _id: -1 });
// The list of all.
absenceSchema.index({ from: -1, _id: -1 });
// For whom somebody stands in at a moment: what is over is passed by without being read.
absenceSchema.index({ 'substitutes.employeeId': 1, to: 1 });
