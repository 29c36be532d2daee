/**
 * What an answer says about a write. `done`: it has taken effect. `refused`: it has not and will not. `failed`: the system
 * has broken a promise, and nobody knows. `unknown`: nobody knows yet, and the same key will tell.
 */
export type Outcome = 'done' | 'refused' | 'failed' | 'unknown';

/** Answers after which the same request is sent again under the same key. */
const passing = [429, 503, 504];

export function outcomeOf({ status, code }: { status: number | null; code?: string | undefined }): Outcome {
  if (status === null || passing.includes(status) || code === 'repeat.in_progress') return 'unknown';
  if (status < 300) return 'done';
  return status < 500 ? 'refused' : 'failed';
}
