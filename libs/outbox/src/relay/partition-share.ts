import { PARTITIONS } from '../outbox-row.ts';

/** A partition as it stands: who relays it, if anybody. */
export interface PartitionLease {
  readonly partition: number;
  /** Null when it is free, its last holder having given it back or fallen silent. */
  readonly holder: string | null;
}

/** What a process does to come to its fair share. */
export interface ShareChange {
  readonly take: readonly number[];
  readonly giveBack: readonly number[];
}

/**
 * The change that brings a process to its share: no more than the others would have if all had the same.
 *
 * @param members how many processes live, this one included.
 */
export function shareOf(me: string, members: number, leases: readonly PartitionLease[]): ShareChange {
  const share = Math.ceil(PARTITIONS / Math.max(1, members));
  const of = (holder: string | null): number[] =>
    leases.filter((lease) => lease.holder === holder).map(({ partition }) => partition);
  const mine = of(me);
  return { giveBack: mine.slice(share), take: of(null).slice(0, Math.max(0, share - mine.length)) };
}
