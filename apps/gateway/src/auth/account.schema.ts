import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';
import { Role } from '@crm/contracts';

/** The right of an employee, or of a program, to sign in. */
export interface AccountDocument extends StoredRecord {
  readonly email: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly employeeId: Types.ObjectId;
  readonly status: 'active' | 'disabled';
}

export const accountSchema = recordSchema<AccountDocument>(
  {
    email: { type: String, required: true },
    passwordHash: { type: String, required: true },
    role: { type: String, required: true, enum: Role.options },
    employeeId: { type: Schema.Types.ObjectId, required: true },
    status: { type: String, required: true, enum: ['active', 'disabled'] },
  },
  { collection: 'accounts' },
);

// Signing in finds the account by its address, and an address has one account.
accountSchema.index({ email: 1 }, { unique: true });
// The accounts of an employee lose their access together with him; whose access is explained is named by the employee.
accountSchema.index({ employeeId: 1 });
