import { Injectable } from '@nestjs/common';
import type { Actor, Deal, DealsSection, listDeals, RpcInput, RpcOutput, totalDeals } from '@crm/contracts';
import { DealListRepository } from './deal-list.repository.ts';
import { DealSectionRepository } from './deal-section.repository.ts';
import { DealTotalsRepository } from './deal-totals.repository.ts';
import { DealRepository } from './deal.repository.ts';

/** What may be asked about deals. */
@Injectable()
export class DealQueryService {
  constructor(
    private readonly deals: DealRepository,
    private readonly lists: DealListRepository,
    private readonly totals: DealTotalsRepository,
    private readonly sections: DealSectionRepository,
  ) {}

  /** @throws DomainError `deal.not_found` */
  get(actor: Actor, dealId: string): Promise<Deal> {
    return this.deals.get(actor, dealId);
  }

  /** @throws DomainError `cursor_invalid` */
  list(actor: Actor, filter: RpcInput<typeof listDeals>): Promise<RpcOutput<typeof listDeals>> {
    return this.lists.page(actor, filter);
  }

  total(actor: Actor, filter: RpcInput<typeof totalDeals>): Promise<RpcOutput<typeof totalDeals>> {
    return this.totals.total(actor, filter);
  }

  cardSection(clientId: string): Promise<DealsSection> {
    return this.sections.section(clientId);
  }
}
