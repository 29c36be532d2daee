import { createHash, randomBytes } from 'node:crypto';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const IDLE_MS = 14 * DAY_MS;
const LONGEST_MS = 30 * DAY_MS;
/** The reply with the new token may be lost on its way: the one before works for this long, from the same program. */
const LOST_REPLY_MS = 10_000;

/** 256 bits that nobody can guess; only its hash is stored. */
export const newRefreshToken = (): string => randomBytes(32).toString('base64url');

export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** A family begins with a sign-in and ends at this moment, however often it is refreshed. */
export const endOfFamily = (signedInAt: Date): Date => new Date(signedInAt.getTime() + LONGEST_MS);

/** A token that is not used ends earlier than its family. */
export const endOfToken = (now: Date, familyEndsAt: Date): Date =>
  new Date(Math.min(now.getTime() + IDLE_MS, familyEndsAt.getTime()));

export interface RotatedToken {
  readonly rotatedAt: Date;
  readonly userAgent: string;
}

/** Whether a token that was exchanged already comes from the owner who never got the reply, rather than from a thief. */
export const isLostReply = (token: RotatedToken, userAgent: string, now: Date): boolean =>
  token.userAgent === userAgent && now.getTime() - token.rotatedAt.getTime() <= LOST_REPLY_MS;
