import { type AuditedAs, type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';
import { AccountStatus, Role } from '@crm/contracts';
import { ONE_OF_EMPLOYEE } from './one-account.ts';

/** By what a password came: the link of an invitation or of a reset, its owner who knew the one before, or a command. */
export type PasswordSetBy = 'invitation' | 'reset' | 'owner' | 'operator';

/** Who the owner is at an identity provider. */
export interface AccountIdentity {
  readonly issuer: string;
  readonly subject: string;
}

/** The right of an employee, or of a program, to sign in. */
export interface AccountDocument extends StoredRecord {
  readonly email: string;
  /** Null until the invitation is accepted. */
  readonly passwordHash: string | null;
  readonly passwordSetAt: Date | null;
  readonly passwordSetBy: PasswordSetBy | null;
  /** The password stands where everybody can read it: it came with demo data. */
  readonly passwordKnown: boolean;
  readonly role: Role;
  readonly employeeId: Types.ObjectId;
  readonly status: AccountStatus;
  /** Since the first sign-in by the identity provider. */
  readonly identity: AccountIdentity | null;
  /** When the last letter with an invitation was ordered. */
  readonly invitedAt: Date | null;
  /** When the removal of another administrator was last weighed: two at once write it, so that one of them waits. */
  readonly weighedAt: Date | null;
}

const identity = new Schema<AccountIdentity>({ issuer: String, subject: String }, { _id: false });

/** The audit says when and how a password was set; of the password itself, not even of its hash, it must say nothing. */
const audited: AuditedAs = {
  kind: 'account',
  open: [
    'role',
    'status',
    'employeeId',
    'invitedAt',
    'passwordSetAt',
    'passwordSetBy',
    'passwordKnown',
    'identity.issuer',
  ],
  derived: ['passwordHash', 'weighedAt'],
};

export const accountSchema = recordSchema<AccountDocument>(
  {
    email: { type: String, required: true },
    passwordHash: { type: String, default: null },
    passwordSetAt: { type: Date, default: null },
    passwordSetBy: { type: String, default: null },
    passwordKnown: { type: Boolean, default: false },
    role: { type: String, required: true, enum: Role.options },
    employeeId: { type: Schema.Types.ObjectId, required: true },
    status: { type: String, required: true, enum: AccountStatus.options },
    identity: { type: identity, default: null },
    invitedAt: { type: Date, default: null },
    weighedAt: { type: Date, default: null },
  },
  { collection: 'accounts', audited },
);

// Signing in finds the account by its address, and an address has one account. The list is in this order.
accountSchema.index({ email: 1 }, { unique: true });
// The accounts of an employee lose their access together with him; whose access is explained is named by the employee; the
// list finds those of the names that are searched for.
accountSchema.index({ employeeId: 1 });
// An employee has one account that may be used or is to be: two invitations at once are one. Closed ones stay beside it.
accountSchema.index(
  { employeeId: 1 },
  { name: ONE_OF_EMPLOYEE, unique: true, partialFilterExpression: { status: { $in: ['active', 'invited'] } } },
);
// Signing in by the identity provider finds the account by whom the provider names, who has one account.
accountSchema.index(
  { 'identity.issuer': 1, 'identity.subject': 1 },
  { unique: true, partialFilterExpression: { 'identity.subject': { $type: 'string' } } },
);
// Whether another active administrator is left.
accountSchema.index({ role: 1, status: 1 });
