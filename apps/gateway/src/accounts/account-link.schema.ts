import { Schema, type Types } from 'mongoose';
import type { LinkPurpose } from './account-link.ts';

/**
 * A link by which somebody sets his password, and the letter that brings it. It is written for the address that was given,
 * whether anybody has it or not: what follows of it shows only in the letter.
 */
export interface AccountLinkDocument {
  readonly _id: Types.ObjectId;
  readonly purpose: LinkPurpose;
  readonly email: string;
  /**
   * SHA-256 of the secrets. Each attempt to send the letter makes one of its own, so that none is ever stored in the clear;
   * an attempt that seemed to fail may have reached its reader.
   */
  readonly tokenHashes: readonly string[];
  readonly status: 'scheduled' | 'sent' | 'failed';
  readonly version: number;
  /** When the letter may be tried next. While an attempt is under way, when that one is given up for dead. */
  readonly dueAt: Date;
  readonly attempts: number;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

const text = { type: String, required: true } as const;
const count = { type: Number, required: true } as const;
const moment = { type: Date, required: true } as const;

export const accountLinkSchema = new Schema<AccountLinkDocument>(
  {
    purpose: { type: String, enum: ['invitation', 'reset'], required: true },
    email: text,
    tokenHashes: { type: [String], required: true },
    status: { type: String, enum: ['scheduled', 'sent', 'failed'], required: true },
    version: count,
    dueAt: moment,
    attempts: count,
    failure: { type: String, default: null },
    createdAt: moment,
    expiresAt: moment,
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
