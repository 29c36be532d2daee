import { Schema } from 'mongoose';
import { type DueLetter, dueLetterFields } from '../letters/due-letter.ts';
import type { LinkPurpose } from './account-link.ts';

/**
 * A link by which somebody sets his password, and the letter that brings it. It is written for the address that was given,
 * whether anybody has it or not: what follows of it shows only in the letter.
 */
export interface AccountLinkDocument extends DueLetter {
  readonly purpose: LinkPurpose;
  readonly email: string;
  /**
   * SHA-256 of the secrets. Each attempt to send the letter makes one of its own, so that none is ever stored in the clear;
   * an attempt that seemed to fail may have reached its reader.
   */
  readonly tokenHashes: readonly string[];
  readonly expiresAt: Date;
}

export const accountLinkSchema = new Schema<AccountLinkDocument>(
  {
    purpose: { type: String, enum: ['invitation', 'reset'], required: true },
    email: { type: String, required: true },
    tokenHashes: { type: [String], required: true },
    ...dueLetterFields,
    expiresAt: { type: Date, required: true },
  },
  { collection: 'account-links', strict: 'throw', versionKey: false, id: false },
);

// Whoever follows the link finds it by its secret.
accountLinkSchema.index({ tokenHashes: 1 });
// A newer link takes the place of the older ones of the address.
accountLinkSchema.index({ email: 1 });
// What is due: the reconciler. Partial: only what is not sent yet is in it.
accountLinkSchema.index({ dueAt: 1 }, { partialFilterExpression: { status: 'scheduled' } });
// The server drops what nobody has followed.
accountLinkSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
