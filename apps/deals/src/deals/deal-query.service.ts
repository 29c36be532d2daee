import { Injectable } from '@nestjs/common';
import type { Actor, Deal, listDeals, RpcInput, RpcOutput, totalDeals } from '@crm/contracts';
import { DealListRepository } from './deal-list.repository.ts';
import { DealTotalsRepository } from './deal-totals.repository.ts';
import { DealAccess } from './deal-access.ts';

/** What may be asked about deals. */
@Injectable()
export class DealQueryService {
  constructor(
    private readonly access: DealAccess,
    private readonly lists: DealListRepository,
    private readonly totals: DealTotalsRepository,
  ) {}

  /** @throws DomainError `deal.not_found` */
  get(actor: Actor, dealId: string): Promise<Deal> {
    return this.access.get(actor, dealId);
  }

  /** Of a client whom the actor sees all deals, whoever owns them. @throws DomainError `cursor_invalid` */
  async list(actor: Actor, filter: RpcInput<typeof listDeals>): Promise<RpcOutput<typeof listDeals>> {
    return this.lists.page(actor, filter, { whole: await this.access.seesAllOf(actor, filter.clientId) });
  }

  async total(actor: Actor, filter: RpcInput<typeof totalDeals>): Promise<RpcOutput<typeof totalDeals>> {
    return this.totals.total(actor, filter, { whole: await this.access.seesAllOf(actor, filter.clientId) });
  }
}
