import { type DealFact, dealChanged, dealOpened } from '@crm/contracts';
import { changeVersioned, newId, recordSchema, type StoredRecord, toObjectId, Transaction } from '@crm/persistence';
import type { ServiceContext } from '@crm/testing';
import type { Model } from 'mongoose';
import { Outbox } from '../src/index.ts';
import type { OutboxRow } from '../src/outbox-row.ts';

/** The simplest record that others are told of, for the tests of this library. */
export interface StoredDeal extends StoredRecord {
  readonly title: string;
}

export const dealSchema = recordSchema<StoredDeal>(
  { title: { type: String, required: true } },
  { collection: 'deals', tellsEvents: 'deal' },
);

/** What is told of a deal. */
export const aDealFact = (given: Partial<DealFact> = {}): DealFact => ({
  id: newId(),
  version: 1,
  title: 'Deal',
  clientId: null,
  productId: null,
  amount: { amount: '1', currency: 'EUR' },
  ownerId: newId(),
  departmentId: newId(),
  pipelineId: newId(),
  stageId: newId(),
  status: 'open',
  closedAt: null,
  ...given,
});

/** A service that opens and changes deals, and tells of it. */
export class Deals {
  private readonly models: Model<StoredDeal>;
  private readonly rows: Model<OutboxRow>;

  constructor(private readonly context: ServiceContext) {
    this.models = context.connection.model<StoredDeal>('Deal');
    this.rows = context.connection.model<OutboxRow>('OutboxRow');
  }

  get transaction(): Transaction {
    return this.context.get(Transaction);
  }

  get outbox(): Outbox {
    return this.context.get(Outbox);
  }

  /** @returns the id of a new deal. */
  open(id = newId()): Promise<string> {
    return this.transaction.run(async () => {
      const at = new Date();
      const _id = toObjectId(id);
      await this.models.insertMany([{ _id, version: 1, title: 'Deal', createdAt: at, updatedAt: at }], { lean: true });
      this.outbox.add(dealOpened, aDealFact({ id }));
      return id;
    });
  }

  /** @returns the version that the deal got. */
  rename(id: string, title = 'Renamed'): Promise<number> {
    return this.transaction.run(async () => {
      const changed = await changeVersioned(this.models, {
        filter: { _id: toObjectId(id) },
        expectedVersion: undefined,
        update: { $set: { title, updatedAt: new Date() } },
      });
      const version = changed?.version ?? 0;
      this.outbox.add(dealChanged, aDealFact({ id, version, title }));
      return version;
    });
  }

  /** What the outbox holds of a deal, or of all, by version. */
  told(id?: string): Promise<OutboxRow[]> {
    return this.rows
      .find(id === undefined ? {} : { 'aggregate.id': id })
      .sort({ 'aggregate.id': 1, seq: 1 })
      .lean<OutboxRow[]>()
      .exec();
  }

  async version(id: string): Promise<number | undefined> {
    return (await this.models.findById(id).lean())?.version;
  }
}
