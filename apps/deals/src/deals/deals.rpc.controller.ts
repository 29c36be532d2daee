import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
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
import { KnownClientService } from '../known-clients/known-client.service.ts';
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
  ) {}

  @Rpc(createDeal)
  async create(input: RpcInput<typeof createDeal>): Promise<RpcOutput<typeof createDeal>> {
    await this.clients.requireReach(currentActor(), input.clientId);
    return this.deals.create(currentActor(), input);
  }

  @Rpc(getDeal)
  get({ dealId }: RpcInput<typeof getDeal>): Promise<RpcOutput<typeof getDeal>> {
    return this.queries.get(currentActor(), dealId);
  }

  @Rpc(changeDeal)
  change(input: RpcInput<typeof changeDeal>): Promise<RpcOutput<typeof changeDeal>> {
    return this.deals.change(currentActor(), input);
  }

  @Rpc(moveDeal)
  move(input: RpcInput<typeof moveDeal>): Promise<RpcOutput<typeof moveDeal>> {
    return this.deals.move(currentActor(), input);
  }

  @Rpc(winDeal)
  win(input: RpcInput<typeof winDeal>): Promise<RpcOutput<typeof winDeal>> {
    return this.deals.win(currentActor(), input);
  }

  @Rpc(loseDeal)
  lose(input: RpcInput<typeof loseDeal>): Promise<RpcOutput<typeof loseDeal>> {
    return this.deals.lose(currentActor(), input);
  }

  @Rpc(listDeals)
  list(input: RpcInput<typeof listDeals>): Promise<RpcOutput<typeof listDeals>> {
    return this.queries.list(currentActor(), input);
  }

  @Rpc(totalDeals)
  total(input: RpcInput<typeof totalDeals>): Promise<RpcOutput<typeof totalDeals>> {
    return this.queries.total(currentActor(), input);
  }

  @Rpc(loadDeals)
  load(input: RpcInput<typeof loadDeals>): Promise<RpcOutput<typeof loadDeals>> {
    return this.loads.load(currentActor(), input);
  }

  @Rpc(explainDealAccess)
  explain(input: RpcInput<typeof explainDealAccess>): Promise<RpcOutput<typeof explainDealAccess>> {
    return this.explanations.explain(currentActor(), input);
  }
}
