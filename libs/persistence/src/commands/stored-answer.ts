import { DomainError, isDomainError } from '@crm/kernel';
import { mongo } from 'mongoose';

/** What a command was answered with: its reply, or why it was refused. */
export type Answer =
  | { readonly reply?: unknown }
  | { readonly refusal: { readonly code: string; readonly details: Readonly<Record<string, unknown>> } };

/** Refusals of a command that never began, or of which nobody knows whether it took effect. */
const NOT_AN_ANSWER: readonly string[] = [
  'invalid',
  'unauthenticated',
  'service_unavailable',
  'deadline_exceeded',
  'repeat.mismatch',
  'repeat.in_progress',
];

/**
 * The answer that an error is, or undefined when it says nothing of the command: then a repetition begins anew. What
 * nobody foresaw is an answer, for it would happen again; a failure of the database is none.
 */
export function answerOf(error: unknown): Answer | undefined {
  if (error instanceof mongo.MongoError) return undefined;
  if (!isDomainError(error)) return { refusal: { code: 'internal', details: {} } };
  const { code, details } = error;
  return NOT_AN_ANSWER.includes(code) ? undefined : { refusal: { code, details } };
}

/** Gives an answer once more. @throws DomainError when it was a refusal. */
export function giveAgain(answer: string): unknown {
  const given = JSON.parse(answer) as Answer;
  if ('refusal' in given) throw new DomainError(given.refusal.code, given.refusal.details);
  return given.reply;
}
