import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, mongo, Types } from 'mongoose';
import { type OutboxRow, unrelayedIndex } from '../outbox-row.ts';
import { OUTBOX_SETTINGS, type OutboxSettings } from '../outbox-settings.ts';

/** Counting further would cost more than the figure is worth. */
const MOST_COUNTED = 10_000;

/** What waits in one partition. */
export interface Backlog {
  readonly partition: number;
  readonly count: number;
  readonly oldestAt: Date;
}

/** The events that the broker has not confirmed yet. */
@Injectable()
export class UnrelayedEvents {
  private readonly rows: mongo.Collection<OutboxRow>;

  constructor(
    @InjectConnection() connection: Connection,
    @Inject(OUTBOX_SETTINGS) private readonly settings: Pick<OutboxSettings, 'batchSize'>,
  ) {
    // eslint-disable-next-line no-restricted-syntax -- models do not read snapshots; nothing here is part of a transaction
    this.rows = connection.collection<OutboxRow>('outbox');
  }

  /**
   * The next events of the partitions: of each record the lowest versions that wait, none left out in between.
   *
   * It reads a snapshot, for a reading that gives way to writers could see a version and miss the one before, which was
   * stored earlier but lies where it had read already. Lower versions come first for the same reason: where the batch ends,
   * a later version is left out rather than an earlier one. By the time or by the ids of events they would not: these
   * come from processes whose clocks differ.
   *
   * @param besides how many of them may turn out to be of no use; at most another batch is read for them.
   */
  next(partitions: readonly number[], besides: number): Promise<OutboxRow[]> {
    const { batchSize } = this.settings;
    const limit = batchSize + Math.min(besides, batchSize);
    return this.rows
      .find({ partition: { $in: [...partitions] }, relayedAt: null })
      .sort({ seq: 1 })
      .hint(unrelayedIndex)
      .limit(limit)
      .batchSize(limit)
      .withReadConcern({ level: 'snapshot' })
      .toArray();
  }

  async markRelayed(ids: Types.ObjectId[]): Promise<void> {
    await this.rows.updateMany({ _id: { $in: ids } }, { $set: { relayedAt: new Date() } });
  }

  /** What waits in each partition, of the first 10,000 events. */
  backlog(): Promise<Backlog[]> {
    return this.rows
      .aggregate<Backlog>(
        [
          { $match: { relayedAt: null } },
          { $limit: MOST_COUNTED },
          { $group: { _id: '$partition', count: { $sum: 1 }, oldestAt: { $min: '$occurredAt' } } },
          { $project: { _id: 0, partition: '$_id', count: 1, oldestAt: 1 } },
        ],
        { hint: unrelayedIndex },
      )
      .toArray();
  }
}
