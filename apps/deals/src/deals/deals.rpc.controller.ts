import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { CardSections } from '@crm/card-sections';
import {
  changeDeal,
  createDeal,
  explainDealAccess,
  getDeal,
  listDeals,
  loadDeals,
  loseDeal,
  moveDeal,
  totalDeals,
  winDeal,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { KnownClientService } from '@crm/known-clients';
import { DealExplanationService } from './deal-explanation.service.ts';
import { DealLoadService } from './deal-load.service.ts';
import { DealQueryService } from './deal-query.service.ts';
import { DealService } from './deal.service.ts';

@Controller()
export class DealsRpcController {
  constructor(
    private readonly deals: DealService,
    private readonly queries: DealQueryService,
    private readonly loads: DealLoadService,
    private readonly clients: KnownClientService,
    private readonly explanations: DealExplanationService,
    private readonly cards: CardSections<unknown>,
  ) {}

  @Rpc(createDeal)
  async create(input: RpcInput<typeof createDeal>): Promise<RpcOutput<typeof createDeal>> {
    const actor = await this.clients.currentActor();
    await this.clients.requireReach(actor, input.clientId);
    return this.deals.create(actor, input);
  }

  @Rpc(getDeal)
  async get({ dealId }: RpcInput<typeof getDeal>): Promise<RpcOutput<typeof getDeal>> {
    return this.queries.get(await this.clients.currentActor(), dealId);
  }

  @Rpc(changeDeal)
  async change(input: RpcInput<typeof changeDeal>): Promise<RpcOutput<typeof changeDeal>> {
    return this.deals.change(await this.clients.currentActor(), input);
  }

  @Rpc(moveDeal)
  async move(input: RpcInput<typeof moveDeal>): Promise<RpcOutput<typeof moveDeal>> {
    return this.deals.move(await this.clients.currentActor(), input);
  }

  @Rpc(winDeal)
  async win(input: RpcInput<typeof winDeal>): Promise<RpcOutput<typeof winDeal>> {
    return this.deals.win(await this.clients.currentActor(), input);
  }

  @Rpc(loseDeal)
  async lose(input: RpcInput<typeof loseDeal>): Promise<RpcOutput<typeof loseDeal>> {
    return this.deals.lose(await this.clients.currentActor(), input);
  }

  @Rpc(listDeals)
  async list(input: RpcInput<typeof listDeals>): Promise<RpcOutput<typeof listDeals>> {
    return this.queries.list(await this.clients.currentActor(), input);
  }

  @Rpc(totalDeals)
  async total(input: RpcInput<typeof totalDeals>): Promise<RpcOutput<typeof totalDeals>> {
    return this.queries.total(await this.clients.currentActor(), input);
  }

  @Rpc(loadDeals)
  load(input: RpcInput<typeof loadDeals>): Promise<RpcOutput<typeof loadDeals>> {
    return this.cards.inTurn(() => this.loads.load(currentActor(), input));
  }

  @Rpc(explainDealAccess)
  async explain(input: RpcInput<typeof explainDealAccess>): Promise<RpcOutput<typeof explainDealAccess>> {
    return this.explanations.explain(await this.clients.currentActor(), input);
  }
}
