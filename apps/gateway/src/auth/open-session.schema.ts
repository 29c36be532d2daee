import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

/** By what an account was let in besides a password: a code of its own, the word of the identity provider, or nothing. */
export const sessionSecondFactors = ['none', 'own', 'provider'] as const;
export type SessionSecondFactor = (typeof sessionSecondFactors)[number];

/** One sign-in, for as long as it is good. Its id is that of its family of refresh tokens; ending it removes it. */
export interface OpenSessionDocument extends StoredRecord {
  readonly accountId: Types.ObjectId;
  readonly userAgent: string;
  readonly address: string;
  /** When it ends unless it is refreshed before. */
  readonly expiresAt: Date;
  /** Absent from sessions that were opened before roles could ask for one. */
  readonly secondFactor?: SessionSecondFactor;
}

export const openSessionSchema = recordSchema<OpenSessionDocument>(
  {
    accountId: { type: Schema.Types.ObjectId, required: true },
    userAgent: { type: String, default: '' },
    address: { type: String, default: '' },
    expiresAt: { type: Date, required: true },
    secondFactor: { type: String, enum: sessionSecondFactors },
  },
  { collection: 'open-sessions' },
);

// The sessions of an account, the latest first; all of them end when it is disabled.
openSessionSchema.index({ accountId: 1, _id: -1 });
// The server drops what has expired.
openSessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
