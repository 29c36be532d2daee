import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

/** A stretch of time in which an employee works in one department, as one thing. */
export interface MembershipDocument extends StoredRecord {
  readonly employeeId: Types.ObjectId;
  readonly departmentId: Types.ObjectId;
  readonly positionId: Types.ObjectId | null;
  readonly from: Date;
  /** Null for the present one. */
  readonly to: Date | null;
}

const reference = { type: Schema.Types.ObjectId, required: true };

export const membershipSchema = recordSchema<MembershipDocument>(
  {
    employeeId: reference,
    departmentId: reference,
    positionId: { type: Schema.Types.ObjectId, default: null },
    from: { type: Date, required: true },
    to: { type: Date, default: null },
  },
  { collection: 'memberships' },
);

// The history of an employee, the latest first.
membershipSchema.index({ employeeId: 1, from: -1, _id: -1 });
// Who has a position or has had it.
membershipSchema.index({ positionId: 1 });
// An employee has one present membership, also when two changes meet.
membershipSchema.index({ employeeId: 1 }, { unique: true, partialFilterExpression: { to: null } });
