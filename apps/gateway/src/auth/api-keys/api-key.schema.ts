import { ApiKeyGrant } from '@crm/contracts';
import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

/** A key by which a program acts for the owner of an account. Revoking removes it. */
export interface ApiKeyDocument extends StoredRecord {
  readonly accountId: Types.ObjectId;
  readonly name: string;
  /** SHA-256 of the key. */
  readonly keyHash: string;
  readonly beginning: string;
  readonly grants: readonly ApiKeyGrant[];
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly lastUsedFrom: string | null;
}

const id = { type: Schema.Types.ObjectId, required: true } as const;
const text = { type: String, required: true } as const;

export const apiKeySchema = recordSchema<ApiKeyDocument>(
  {
    accountId: id,
    name: text,
    keyHash: text,
    beginning: text,
    grants: { type: [String], enum: ApiKeyGrant.options, required: true },
    expiresAt: { type: Date, required: true },
    lastUsedAt: { type: Date, default: null },
    lastUsedFrom: { type: String, default: null },
  },
  { collection: 'api-keys' },
);

// A request finds its key.
apiKeySchema.index({ keyHash: 1 }, { unique: true });
// The keys of an account, the latest first; all of them end with the employment.
apiKeySchema.index({ accountId: 1, _id: -1 });
// The server drops those that have expired.
apiKeySchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
