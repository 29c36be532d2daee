import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

/** One sign-in, for as long as it is good. Its id is that of its family of refresh tokens; ending it removes it. */
export interface OpenSessionDocument extends StoredRecord {
  readonly accountId: Types.ObjectId;
  readonly userAgent: string;
  readonly address: string;
  /** When it ends unless it is refreshed before. */
  readonly expiresAt: Date;
}

export const openSessionSchema = recordSchema<OpenSessionDocument>(
  {
    accountId: { type: Schema.Types.ObjectId, required: true },
    userAgent: { type: String, default: '' },
    address: { type: String, default: '' },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'open-sessions' },
);

// The sessions of an account, the latest first; all of them end when it is disabled.
openSessionSchema.index({ accountId: 1, _id: -1 });
// The server drops what has expired.
openSessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
