import { Schema, type Types } from 'mongoose';
import { type DueLetter, dueLetterFields } from '../../letters/due-letter.ts';

/** What let somebody in, a key of a program or a session. */
export type AccessKind = 'api-key' | 'session';

/** One that was ended, as its owner knows it. */
export interface EndedAccess {
  /** Of the key, or of the device; null for a device that did not say what it is. */
  readonly name: string | null;
  /** From where the device was last used; null for a key. */
  readonly address: string | null;
}

/**
 * The letter that tells the owner of an account what an administrator has ended of his. It is written in the transaction
 * that ends it, so that each key and each session is told of once.
 */
export interface AccessNoticeDocument extends DueLetter {
  readonly accountId: Types.ObjectId;
  readonly kind: AccessKind;
  readonly ended: readonly EndedAccess[];
  /** The administrator, as an employee. */
  readonly endedById: Types.ObjectId;
  readonly reason: string | null;
}

const id = { type: Schema.Types.ObjectId, required: true } as const;
const textOrNull = { type: String, default: null } as const;

export const accessNoticeSchema = new Schema<AccessNoticeDocument>(
  {
    accountId: id,
    kind: { type: String, enum: ['api-key', 'session'], required: true },
    ended: { type: [new Schema({ name: textOrNull, address: textOrNull }, { _id: false })], required: true },
    endedById: id,
    reason: textOrNull,
    ...dueLetterFields,
  },
  { collection: 'access-notices', strict: 'throw', versionKey: false, id: false },
);

// What is due: the rounds, every few seconds. Partial: only what is not sent yet is in it.
accessNoticeSchema.index({ dueAt: 1 }, { partialFilterExpression: { status: 'scheduled' } });
// Forgotten after 90 days, as other letters.
accessNoticeSchema.index({ createdAt: 1 }, { expireAfterSeconds: 90 * 86_400 });
