import { type Outcome, outcomeOf } from '../load/outcome.ts';
import type { Answered, Effect, Entry } from '../journal.ts';

/** A write of the load with everything that came of it. */
export interface Write {
  readonly number: number;
  readonly key: string;
  readonly kind: string;
  readonly effects: readonly Effect[];
  readonly outcome: Outcome;
  readonly attempts: number;
}

/** Puts the attempts of each write together, in the order in which the writes were begun. Its last answer is its outcome. */
export function writesOf(journal: readonly Entry[]): Write[] {
  const answers = new Map<number, Answered>();
  const sent = new Map<number, Write>();
  for (const entry of journal) {
    if (entry.type === 'answered') answers.set(entry.write, entry);
    if (entry.type !== 'sent') continue;
    const { write: number, key, kind, effects, attempt: attempts } = entry;
    sent.set(number, { number, key, kind, effects, attempts, outcome: 'unknown' });
  }
  return [...sent.values()]
    .map((write) => ({ ...write, outcome: lastOutcome(write, answers.get(write.number)) }))
    .toSorted((a, b) => a.number - b.number);
}

/** The answer to the last attempt; that to an earlier one says nothing of what the last has done. */
const lastOutcome = ({ attempts }: Write, answer: Answered | undefined): Outcome =>
  answer?.attempt === attempts ? outcomeOf(answer) : 'unknown';
