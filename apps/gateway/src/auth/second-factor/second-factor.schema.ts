import { Schema, type Types } from 'mongoose';

/** What an account asks for besides the password. Its id is that of the account. */
export interface SecondFactorDocument {
  readonly _id: Types.ObjectId;
  /** `begun`: its owner has still to show that his program makes the right codes. */
  readonly status: 'begun' | 'on';
  /** Sealed by the key of the settings for this account. */
  readonly secret: string;
  /** The half minute of the last code that was taken: neither it nor an earlier one is good again. */
  readonly lastStep: number;
  /** Of the recovery codes that are left. */
  readonly recoveryHashes: readonly string[];
  readonly since: Date;
  /** When one that was begun is forgotten; null when it is on. */
  readonly expiresAt: Date | null;
}

export const secondFactorSchema = new Schema<SecondFactorDocument>(
  {
    status: { type: String, enum: ['begun', 'on'], required: true },
    secret: { type: String, required: true },
    lastStep: { type: Number, required: true },
    recoveryHashes: { type: [String], required: true },
    since: { type: Date, required: true },
    expiresAt: { type: Date, default: null },
  },
  { collection: 'second-factors', strict: 'throw', versionKey: false, id: false },
);

// The server drops what was begun and not finished.
secondFactorSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
