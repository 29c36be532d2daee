import { Schema, type Types } from 'mongoose';

/** One refresh token. All tokens that came from the same sign-in are a family. */
export interface RefreshTokenDocument {
  readonly _id: Types.ObjectId;
  /** SHA-256: whoever reads the database cannot sign in with it. */
  readonly tokenHash: string;
  readonly familyId: Types.ObjectId;
  readonly accountId: Types.ObjectId;
  readonly userAgent: string;
  readonly createdAt: Date;
  /** When it was exchanged for the next one; null while it is good. */
  readonly rotatedAt: Date | null;
  /** The user agent of the program that exchanged it. */
  readonly rotatedBy: string | null;
  readonly expiresAt: Date;
  readonly familyEndsAt: Date;
}

const id = { type: Schema.Types.ObjectId, required: true } as const;
const moment = { type: Date, required: true } as const;

export const refreshTokenSchema = new Schema<RefreshTokenDocument>(
  {
    tokenHash: { type: String, required: true },
    familyId: id,
    accountId: id,
    userAgent: { type: String, default: '' },
    createdAt: moment,
    rotatedAt: { type: Date, default: null },
    rotatedBy: { type: String, default: null },
    expiresAt: moment,
    familyEndsAt: moment,
  },
  { collection: 'sessions', strict: 'throw', versionKey: false },
);

// A refresh finds its token.
refreshTokenSchema.index({ tokenHash: 1 }, { unique: true });
// A token that was used twice takes its family with it.
refreshTokenSchema.index({ familyId: 1 });
// All sessions of an account end when it is disabled.
refreshTokenSchema.index({ accountId: 1 });
// The server drops what has expired; until then a rotated token gives a thief away.
refreshTokenSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
