import { Inject, Injectable } from '@nestjs/common';
import type { EventPublisher } from '@crm/messaging';
import { crashPoint } from '@crm/observability';
import { EVENT_PUBLISHER } from '../event-publisher.ts';
import { type OutboxRow, toEventMessage } from '../outbox-row.ts';
import { PartitionLeases } from './partition-leases.ts';
import { RestingRecords } from './resting-records.ts';
import { UnrelayedEvents } from './unrelayed-events.ts';
import { wavesOf } from './waves.ts';

/** What one round has come to. */
export interface RoundResult {
  readonly found: number;
  readonly relayed: readonly OutboxRow[];
}

/** Reads what waits, publishes it, and marks what the broker has confirmed. */
@Injectable()
export class RelayRound {
  private readonly resting = new RestingRecords();

  constructor(
    private readonly leases: PartitionLeases,
    private readonly unrelayed: UnrelayedEvents,
    @Inject(EVENT_PUBLISHER) private readonly publisher: EventPublisher,
  ) {}

  async run(): Promise<RoundResult> {
    const partitions = this.leases.held();
    if (partitions.length === 0) return { found: 0, relayed: [] };
    const found = await this.unrelayed.next(partitions, this.resting.size);
    const ready = found.filter(({ aggregate }) => !this.resting.isResting(aggregate.id));
    const relayed = await this.publish(ready);
    if (relayed.length > 0) {
      await this.unrelayed.markRelayed(relayed.map(({ _id }) => _id));
      crashPoint('outbox.marked');
    }
    return { found: ready.length, relayed };
  }

  /**
   * One event of a record at a time: one that is not confirmed keeps back those that follow. A process that was stopped
   * in between, and has lost its partitions to others meanwhile, leaves the rest to them.
   */
  private async publish(rows: readonly OutboxRow[]): Promise<OutboxRow[]> {
    const relayed: OutboxRow[] = [];
    const refused = new Set<string>();
    for (const wave of wavesOf(rows)) {
      const held = new Set(this.leases.held());
      const free = wave.filter(({ partition, aggregate }) => held.has(partition) && !refused.has(aggregate.id));
      if (free.length === 0 || !this.publisher.isOpen()) break;
      const confirming = this.publisher.publish(free.map(toEventMessage));
      crashPoint('outbox.published');
      const confirmed = await confirming;
      crashPoint('outbox.confirmed');
      for (const row of free) {
        if (confirmed.has(row._id.toHexString())) relayed.push(row);
        else refused.add(row.aggregate.id);
      }
    }
    this.remember(relayed, refused);
    return relayed;
  }

  private remember(relayed: readonly OutboxRow[], refused: ReadonlySet<string>): void {
    for (const { aggregate } of relayed) if (!refused.has(aggregate.id)) this.resting.taken(aggregate.id);
    for (const recordId of refused) this.resting.refused(recordId);
  }
}
