import type { Answered, Entry } from '../journal.ts';

/** The longest time (milliseconds) between two acknowledged writes since a moment; the load's end counts as one. */
export function longestOutage(journal: readonly Entry[], since: number): number {
  const moments = journal
    .filter((entry): entry is Answered => entry.type === 'answered' && isSuccess(entry.status))
    .map(({ at }) => at)
    .filter((at) => at >= since)
    .toSorted((a, b) => a - b);
  return moments.reduce(({ longest, last }, at) => ({ longest: Math.max(longest, at - last), last: at }), {
    longest: moments.length === 0 ? Infinity : 0,
    last: since,
  }).longest;
}

const isSuccess = (status: number | null): boolean => status !== null && status < 300;
