import { createHash, randomBytes } from 'node:crypto';

const BEGINNING_LENGTH = 8;
const DAY_MS = 86_400_000;
const LONGEST_MS = 366 * DAY_MS;

/** What stands after `Bearer` where a program asks. */
export const API_KEY = /^Bearer +(crm_[\w-]{43})$/i;

/** 256 bits that nobody can guess. The beginning is known to programs that look for secrets in texts. */
export const newApiKey = (): string => `crm_${randomBytes(32).toString('base64url')}`;

export const hashOfApiKey = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** So much of a key is kept, to tell it from others. */
export const beginningOf = (key: string): string => key.slice(0, BEGINNING_LENGTH);

/** Whether a key may be good until this moment: it lies ahead, and not more than a year. */
export const mayExpireAt = (expiresAt: Date, now: Date): boolean =>
  expiresAt > now && expiresAt.getTime() - now.getTime() <= LONGEST_MS;
