import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Deal, DealsSection } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import type { Model } from 'mongoose';
import { listItemFields, toDealListItem, type StoredListItem } from '../deals/deal.mapper.ts';
import { ofClient, type DealDocument } from '../deals/deal.schema.ts';

const SHOWN = 50;

interface StatusCount {
  readonly _id: Deal['status'];
  readonly count: number;
}

const isCount = (row: StoredListItem | StatusCount): row is StatusCount => 'count' in row;

/**
 * The hot path of the product: one question, and two reads of one index to answer it. The index of the list is named:
 * MongoDB would weigh others each time, and a choice that suits one client costs the next one a hundredfold. For the counts
 * there is no other.
 */
@Injectable()
export class DealSectionRepository {
  constructor(@InjectModel('Deal') private readonly deals: Model<DealDocument>) {}

  /** All deals of the client, whoever owns them: whoever sees the client may know who works with him. */
  async section(clientId: string): Promise<DealsSection> {
    const ofThisClient = { clientId: toObjectId(clientId) };
    const rows = await this.deals
      .aggregate<StoredListItem | StatusCount>([
        { $match: { ...ofThisClient, status: 'open' } },
        { $sort: { updatedAt: -1, _id: -1 } },
        { $limit: SHOWN },
        { $project: listItemFields },
        {
          $unionWith: {
            coll: this.deals.collection.name,
            pipeline: [{ $match: ofThisClient }, { $group: { _id: '$status', count: { $sum: 1 } } }],
          },
        },
      ])
      .hint(ofClient);
    const counts = Object.fromEntries(rows.filter(isCount).map(({ _id, count }) => [_id, count]));
    const open = rows.filter((row): row is StoredListItem => !isCount(row)).map(toDealListItem);
    return { open, counts: { open: 0, won: 0, lost: 0, ...counts } };
  }
}
