import { createHash, randomBytes } from 'node:crypto';

/** An invitation waits for its reader; a reset is asked for by somebody who sits before the page. */
export type LinkPurpose = 'invitation' | 'reset';

const HOUR_MS = 3_600_000;
const lifetimes: Readonly<Record<LinkPurpose, number>> = { invitation: 7 * 24 * HOUR_MS, reset: HOUR_MS };

export const endOfLink = (purpose: LinkPurpose, now: Date): Date => new Date(now.getTime() + lifetimes[purpose]);

/** 256 bits by chance: nobody guesses it. */
export const newLinkToken = (): string => randomBytes(32).toString('base64url');

export const hashOfLink = (token: string): string => createHash('sha256').update(token).digest('base64url');
