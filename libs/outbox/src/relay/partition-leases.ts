import { InjectConnection } from '@nestjs/mongoose';
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@crm/persistence';
import { type Connection, type mongo, Schema } from 'mongoose';
import { PARTITIONS } from '../outbox-row.ts';
import { OUTBOX_SETTINGS, type OutboxSettings } from '../outbox-settings.ts';
import { type PartitionLease, shareOf } from './partition-share.ts';

/** Which process relays a partition; or, under the name of the process, that it lives. */
export interface LeaseDocument {
  readonly _id: string;
  readonly partition?: number;
  readonly holder?: string | null;
  readonly until?: Date;
  readonly aliveUntil?: Date;
}

export const outboxLeaseSchema = new Schema<LeaseDocument>(
  {
    _id: { type: String, required: true },
    partition: Number,
    holder: { type: String, default: null },
    until: Date,
    aliveUntil: Date,
  },
  { collection: 'outbox-leases', strict: 'throw', versionKey: false, id: false },
);
// A process that has fallen silent is forgotten.
outboxLeaseSchema.index({ aliveUntil: 1 }, { expireAfterSeconds: 60 });

const all = Array.from({ length: PARTITIONS }, (_, partition) => partition);
const idOf = (partition: number): string => `partition-${partition}`;
const past = new Date(0);

/**
 * The partitions of the outbox that this process relays. All moments are those of the database server, since clocks of
 * machines differ; this process stops believing in a lease by its own stopwatch, which began before the server's.
 *
 * Two processes may both believe to hold a partition for a moment, when one of them was stopped while it was publishing.
 * Then events are published twice, though never a later one before an earlier one: each publishes a version only after
 * the one before is confirmed. What the stopped one sends late has taken effect already, and the inbox knows it. Marking
 * needs no fence: what a broker has confirmed is relayed, whoever sent it.
 */
@Injectable()
export class PartitionLeases {
  private readonly me = newId();
  private readonly documents: mongo.Collection<LeaseDocument>;
  private mine: readonly number[] = [];
  private surplus: readonly number[] = [];
  private validUntil = 0;

  constructor(
    @InjectConnection() connection: Connection,
    @Inject(OUTBOX_SETTINGS) private readonly settings: Pick<OutboxSettings, 'leaseMs'>,
  ) {
    // eslint-disable-next-line no-restricted-syntax -- leases are taken outside of transactions
    this.documents = connection.collection<LeaseDocument>('outbox-leases');
  }

  /** Those that this process may relay at this moment. */
  held(): readonly number[] {
    return performance.now() < this.validUntil ? this.mine : [];
  }

  /** Makes the sixteen partitions known to the database, whoever comes first. */
  async prepare(): Promise<void> {
    const free = (partition: number) => ({ partition, holder: null, until: past });
    await this.documents.bulkWrite(
      all.map((partition) => ({
        updateOne: { filter: { _id: idOf(partition) }, update: { $setOnInsert: free(partition) }, upsert: true },
      })),
      { ordered: false },
    );
  }

  /**
   * Prolongs the leases, and takes more while this process has less than its share.
   *
   * @returns whether it holds some that it did not hold a moment ago: of what came into them meanwhile nobody tells it again.
   */
  async renew(): Promise<boolean> {
    const startedAt = performance.now();
    const soon = { $add: ['$$NOW', this.settings.leaseMs] };
    await this.documents.bulkWrite([
      { updateOne: { filter: { _id: this.me }, update: [{ $set: { aliveUntil: soon } }], upsert: true } },
      { updateMany: { filter: { holder: this.me }, update: [{ $set: { until: soon } }] } },
    ]);
    const { take, giveBack } = shareOf(this.me, await this.countMembers(), await this.read());
    if (take.length > 0) await this.take(take);
    const mine = (await this.read()).filter(({ holder }) => holder === this.me).map(({ partition }) => partition);
    const before = this.held();
    this.mine = mine;
    this.surplus = giveBack;
    this.validUntil = startedAt + this.settings.leaseMs;
    return mine.some((partition) => !before.includes(partition));
  }

  /** Gives back what is more than this process's share; call it when nothing of these partitions is under way. */
  async giveBackSurplus(): Promise<void> {
    if (this.surplus.length === 0) return;
    const surplus = this.surplus;
    this.surplus = [];
    this.mine = this.mine.filter((partition) => !surplus.includes(partition));
    await this.free({ _id: { $in: surplus.map(idOf) }, holder: this.me });
  }

  /** Gives everything back, so that others go on at once. */
  async leave(): Promise<void> {
    this.mine = [];
    await this.documents.deleteOne({ _id: this.me });
    await this.free({ holder: this.me });
  }

  private async free(filter: mongo.Filter<LeaseDocument>): Promise<void> {
    await this.documents.updateMany(filter, { $set: { holder: null, until: past } });
  }

  private async take(partitions: readonly number[]): Promise<void> {
    const until = { $add: ['$$NOW', this.settings.leaseMs] };
    await this.documents.bulkWrite(
      partitions.map((partition) => ({
        updateOne: {
          filter: { _id: idOf(partition), $expr: { $lte: ['$until', '$$NOW'] } },
          update: [{ $set: { holder: this.me, until } }],
        },
      })),
      { ordered: false },
    );
  }

  private countMembers(): Promise<number> {
    return this.documents.countDocuments({ $expr: { $gt: ['$aliveUntil', '$$NOW'] } });
  }

  private read(): Promise<PartitionLease[]> {
    const holder = { $cond: [{ $gt: ['$until', '$$NOW'] }, '$holder', null] };
    return this.documents
      .aggregate<PartitionLease>([
        { $match: { partition: { $gte: 0 } } },
        { $sort: { partition: 1 } },
        { $project: { _id: 0, partition: 1, holder } },
      ])
      .toArray();
  }
}
