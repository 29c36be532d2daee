import type { EventMessage } from '@crm/contracts';

/** Names a record among those of all services. */
export const recordKey = ({ aggregate: { kind, id } }: Pick<EventMessage, 'aggregate'>): string => `${kind}:${id}`;

/** What a service has already seen of the events of a batch and of their records. */
export interface InboxState {
  /** The ids of events that have taken effect. */
  readonly known: ReadonlySet<string>;
  /** The highest version seen, by record. */
  readonly positions: ReadonlyMap<string, number>;
}

/** An event whose turn may have come. */
export interface Candidate {
  readonly message: EventMessage;
  /** Whether it takes effect even though earlier ones are missing. */
  readonly passesGap: boolean;
}

/**
 * `known`: it has taken effect. `apply`: its turn has come, after `missing` versions that nobody has seen; or it was given
 * up and comes late. `wait`: an earlier one is missing.
 */
export type Step = { readonly kind: 'known' | 'wait' } | { readonly kind: 'apply'; readonly missing: number };

export interface InboxPlan {
  /** One for each candidate, in their order. */
  readonly steps: readonly Step[];
  /** The positions after the batch, of those records that move. */
  readonly moved: ReadonlyMap<string, number>;
}

/** Decides what becomes of each event of a batch. The first event seen of a record counts as its beginning. */
export function planInbox(candidates: readonly Candidate[], { known, positions }: InboxState): InboxPlan {
  const seen = new Set(known);
  const moved = new Map<string, number>();
  const steps = candidates.map(({ message, passesGap }): Step => {
    if (seen.has(message.id)) return { kind: 'known' };
    const key = recordKey(message);
    const position = moved.get(key) ?? positions.get(key) ?? message.seq - 1;
    const missing = Math.max(0, message.seq - position - 1);
    if (missing > 0 && !passesGap) return { kind: 'wait' };
    seen.add(message.id);
    if (message.seq > position) moved.set(key, message.seq);
    return { kind: 'apply', missing };
  });
  return { steps, moved };
}
