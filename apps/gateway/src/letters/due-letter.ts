import type { Types } from 'mongoose';

/** What every letter of the gateway says of its being sent. Each attempt and each outcome is a new `version`. */
export interface DueLetter {
  readonly _id: Types.ObjectId;
  readonly status: 'scheduled' | 'sent' | 'failed';
  readonly version: number;
  /** When the letter may be tried next. While an attempt is under way, when that one is given up for dead. */
  readonly dueAt: Date;
  readonly attempts: number;
  /** Why it has failed, or why the last attempt has. */
  readonly failure: string | null;
  readonly createdAt: Date;
}

/** The state of a letter that a job was ordered for. */
export interface LetterVersion {
  readonly letterId: string;
  readonly version: number;
}

const count = { type: Number, required: true } as const;
const moment = { type: Date, required: true } as const;

/** How a schema stores it. */
export const dueLetterFields = {
  status: { type: String, enum: ['scheduled', 'sent', 'failed'], required: true },
  version: count,
  dueAt: moment,
  attempts: count,
  failure: { type: String, default: null },
  createdAt: moment,
} as const;

/** What a letter begins with that is to be sent at once. */
export const dueAtOnce = (now: Date) =>
  ({ status: 'scheduled', version: 1, attempts: 0, failure: null, dueAt: now, createdAt: now }) as const;
