import type { LetterLanguage } from '@crm/mail';
import { Schema, type Types } from 'mongoose';

/**
 * The truth about a letter to an employee: what it tells, and whether it has been sent. Each attempt and each pause is a
 * new `version`, so that whatever was set off for an older one has no effect.
 */
export interface LetterDocument {
  /** Of the notification and the channel: no notification has two letters. */
  readonly _id: string;
  readonly employeeId: Types.ObjectId;
  readonly subject: string;
  readonly plannedAt: Date | null;
  readonly clientId: Types.ObjectId | null;
  readonly language: LetterLanguage;
  readonly status: 'scheduled' | 'sent' | 'failed';
  readonly version: number;
  /** When it may be tried next. While an attempt is under way, when that one is given up for dead. */
  readonly dueAt: Date;
  readonly attempts: number;
  /** The address at the moment of sending; people change theirs. */
  readonly to: string | null;
  /** Why it has failed, or why the last attempt has. */
  readonly failure: string | null;
  readonly createdAt: Date;
  /** When it was sent, or given up. */
  readonly finishedAt: Date | null;
}

const moment = { type: Date, required: true } as const;
const momentOrNull = { type: Date, default: null } as const;
const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const count = { type: Number, required: true } as const;

export const letterSchema = new Schema<LetterDocument>(
  {
    _id: text,
    employeeId: { type: Schema.Types.ObjectId, required: true },
    subject: text,
    plannedAt: momentOrNull,
    clientId: { type: Schema.Types.ObjectId, default: null },
    language: { type: String, enum: ['ru', 'en'], required: true },
    status: { type: String, enum: ['scheduled', 'sent', 'failed'], required: true },
    version: count,
    dueAt: moment,
    attempts: count,
    to: textOrNull,
    failure: textOrNull,
    createdAt: moment,
    finishedAt: momentOrNull,
  },
  { collection: 'letters', strict: 'throw', versionKey: false, id: false },
);

const scheduled = { partialFilterExpression: { status: 'scheduled' } };
// What is due soon or overdue: the reconciler, every few seconds. Partial: only what is not sent yet is in it.
letterSchema.index({ dueAt: 1, _id: 1 }, scheduled);
// The one that has waited longest: the backlog.
letterSchema.index({ createdAt: 1 }, scheduled);
// Forgotten after 90 days.
letterSchema.index({ finishedAt: 1 }, { expireAfterSeconds: 90 * 86_400 });
