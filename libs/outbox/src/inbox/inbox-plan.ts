import type { EventMessage } from '@crm/contracts';
import { hasTakenEffect, type VersionsSeen, withVersion } from './versions-seen.ts';

/** Names a record among those of all services. */
export const recordKey = ({ aggregate: { kind, id } }: Pick<EventMessage, 'aggregate'>): string => `${kind}:${id}`;

/** What a service has seen of the events of some records, by record; a record of which it has seen none is not in it. */
export type InboxPositions = ReadonlyMap<string, VersionsSeen>;

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
  /** What has been seen after the batch of those records of which something takes effect. */
  readonly moved: InboxPositions;
}

/** Decides what becomes of each event of a batch. The first event seen of a record counts as its beginning. */
export function planInbox(candidates: readonly Candidate[], positions: InboxPositions): InboxPlan {
  const moved = new Map<string, VersionsSeen>();
  const steps = candidates.map(({ message: { aggregate, seq }, passesGap }): Step => {
    const key = recordKey({ aggregate });
    const seen = moved.get(key) ?? positions.get(key);
    if (seen && hasTakenEffect(seen, seq)) return { kind: 'known' };
    const missing = Math.max(0, seq - 1 - (seen?.seq ?? seq - 1));
    if (missing > 0 && !passesGap) return { kind: 'wait' };
    moved.set(key, withVersion(seen, seq));
    return { kind: 'apply', missing };
  });
  return { steps, moved };
}
