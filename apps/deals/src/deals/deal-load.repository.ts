import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { CardSections } from '@crm/card-sections';
import { type Deal, dealLoaded } from '@crm/contracts';
import { Outbox } from '@crm/outbox';
import { trusted, type Model } from 'mongoose';
import { toDealDocument, toDealFact } from './deal.mapper.ts';
import type { DealDocument } from './deal.schema.ts';

/** A deal with the key of the source that it comes from. */
export interface LoadedDeal {
  readonly deal: Deal;
  readonly externalId: string;
}

/** Deals by the hundred. A load concerns everybody's deals, so no scope narrows it. */
@Injectable()
export class DealLoadRepository {
  constructor(
    @InjectModel('Deal') private readonly deals: Model<DealDocument>,
    private readonly outbox: Outbox,
    private readonly cards: CardSections<unknown>,
  ) {}

  /** The ids of those deals that were loaded under these keys. */
  async idsByExternalId(externalIds: readonly string[]): Promise<Map<string, string>> {
    const found = await this.deals
      .find({ externalId: trusted({ $in: externalIds }) }, { externalId: 1 })
      .lean<(Pick<DealDocument, '_id'> & { externalId: string })[]>();
    return new Map(found.map(({ _id, externalId }) => [externalId, _id.toHexString()]));
  }

  async insert(loaded: readonly LoadedDeal[]): Promise<void> {
    const documents = loaded.map(({ deal, externalId }) => ({ ...toDealDocument(deal), externalId }));
    await this.cards.touchFirst(loaded.flatMap(({ deal }) => deal.clientId ?? []));
    await this.deals.insertMany(documents, { lean: true });
    this.outbox.add(dealLoaded, ...loaded.map(({ deal }) => toDealFact(deal)));
  }
}
