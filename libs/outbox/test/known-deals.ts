import type { Fact } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import { type Model, Schema } from 'mongoose';
import { keepNewest, type Projection, type ProjectionRow, removeOlderRows } from '../src/index.ts';

export interface KnownDeal extends ProjectionRow {
  readonly title: string;
}

export const knownDealSchema = new Schema<KnownDeal>(
  { version: Number, generation: Number, title: String },
  { collection: 'known-deals', strict: 'throw', versionKey: false, id: false },
);
knownDealSchema.index({ generation: 1 });

/** What activities could know of deals, for the tests of this library. */
export class KnownDeals implements Projection {
  readonly name = 'activities.known-deals';
  readonly teller = 'deals';
  readonly kinds = ['deal'];

  constructor(private readonly rows: Model<KnownDeal>) {}

  apply(_kind: string, facts: readonly Fact[], generation: number): Promise<void> {
    const toRow = ({ id, version, ...fact }: Fact): KnownDeal => ({
      _id: toObjectId(id),
      version,
      generation,
      title: String(fact['title']),
    });
    return keepNewest(this.rows, facts.map(toRow));
  }

  removeOlder(generation: number, limit: number): Promise<number> {
    return removeOlderRows(this.rows, generation, limit);
  }

  /** The titles with the versions that they are of. */
  async known(): Promise<Record<string, string>> {
    const rows = await this.rows.find().lean();
    return Object.fromEntries(rows.map(({ _id, version, title }) => [_id.toHexString(), `${title} v${version}`]));
  }
}
