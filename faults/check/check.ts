import { checkAnswers, checkReads } from './check-answers.ts';
import { checkEffects } from './check-effects.ts';
import { checkEvents } from './check-events.ts';
import type { Evidence } from './evidence.ts';
import type { Verdict } from './verdict.ts';

/** Judges every invariant by the evidence of one round. */
export function check(evidence: Evidence): Verdict[] {
  const { deadLetters, complaints } = evidence;
  return [
    ...checkEffects(evidence),
    checkEvents(evidence),
    {
      invariant: 'I4',
      checked: deadLetters.length,
      violations: deadLetters
        .filter(({ depth, injected }) => depth !== injected)
        .map(({ queue, depth, injected }) => `${queue} holds ${depth}, of which ${injected} were put there`),
    },
    checkAnswers(evidence),
    {
      invariant: 'I6',
      checked: 1,
      violations: complaints.map(({ program, line }) => `${program}: ${line}`),
    },
    checkReads(evidence),
  ];
}
