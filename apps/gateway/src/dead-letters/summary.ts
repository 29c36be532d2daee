import type { DeadLetter } from '@crm/messaging';

export interface DeadLetterSummary {
  readonly service: string;
  readonly count: number;
  /** When the oldest was given up, ISO 8601. */
  readonly oldest: string | null;
  /** Those of one event that were given up for one reason, the most frequent first. */
  readonly kinds: readonly { readonly event: string; readonly reason: string; readonly count: number }[];
}

/** What a person needs to know first of the dead letters of one service. */
export function summarise(service: string, letters: readonly DeadLetter[]): DeadLetterSummary {
  const kinds = Map.groupBy(letters, ({ event, reason }) => JSON.stringify([event, reason]));
  const times = letters.flatMap(({ givenUpAt }) => givenUpAt ?? []).sort();
  return {
    service,
    count: letters.length,
    oldest: times[0] ?? null,
    kinds: Array.from(kinds.values(), (alike) => ({
      event: alike[0]?.event ?? '',
      reason: alike[0]?.reason ?? '',
      count: alike.length,
    })).sort((one, other) => other.count - one.count),
  };
}
