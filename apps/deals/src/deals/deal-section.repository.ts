import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Deal, DealsSection } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import type { Model } from 'mongoose';
import { listItemFields, toDealListItem, type StoredListItem } from './deal.mapper.ts';
import { ofClient, type DealDocument } from './deal.schema.ts';

const SHOWN = 50;

interface StatusCount {
  readonly _id: Deal['status'];
  readonly count: number;
}

/**
 * The hot path of the product: two reads of one index, at the same time. The index is named: MongoDB would weigh others
 * each time, and a choice that suits one client costs the next one a hundredfold.
 */
@Injectable()
export class DealSectionRepository {
  constructor(@InjectModel('Deal') private readonly deals: Model<DealDocument>) {}

  /** All deals of the client, whoever owns them: whoever sees the client may know who works with him. */
  async section(clientId: string): Promise<DealsSection> {
    const [open, counts] = await Promise.all([this.openOf(clientId), this.countsOf(clientId)]);
    return { open: open.map(toDealListItem), counts: { open: 0, won: 0, lost: 0, ...counts } };
  }

  private openOf(clientId: string): Promise<StoredListItem[]> {
    return this.deals
      .find({ clientId, status: 'open' }, listItemFields)
      .sort({ updatedAt: -1, _id: -1 })
      .limit(SHOWN)
      .hint(ofClient)
      .lean<StoredListItem[]>()
      .exec();
  }

  private async countsOf(clientId: string): Promise<Partial<DealsSection['counts']>> {
    const counts = await this.deals
      .aggregate<StatusCount>([
        { $match: { clientId: toObjectId(clientId) } },
        { $group: { _id: '$status', count: { $sum: 1 } } },
      ])
      .hint(ofClient);
    return Object.fromEntries(counts.map(({ _id, count }) => [_id, count]));
  }
}
