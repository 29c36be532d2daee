import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  changeDeal,
  createDeal,
  type Deal,
  DealChange,
  getDeal,
  Id,
  listDeals,
  NewDeal,
  type RpcInput,
  type RpcOutput,
  totalDeals,
} from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import { ClientAccess } from '../clients/client-access.ts';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';

@ApiTags('deals')
@Controller('deals')
export class DealsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly clients: ClientAccess,
  ) {}

  @Get()
  @Replies(200, listDeals, { summary: 'The deals that you may see' })
  listDeals(
    @Query({ schema: listDeals.input }) filter: RpcInput<typeof listDeals>,
  ): Promise<RpcOutput<typeof listDeals>> {
    return this.rpc.call(listDeals, filter);
  }

  @Get('totals')
  @Replies(200, totalDeals, { summary: 'Numbers and sums of the deals that you may see, by state' })
  totalDeals(
    @Query({ schema: totalDeals.input }) filter: RpcInput<typeof totalDeals>,
  ): Promise<RpcOutput<typeof totalDeals>> {
    return this.rpc.call(totalDeals, filter);
  }

  @Post()
  @Replies(201, createDeal, { summary: 'Open a deal of your own', location: '/api/v1/deals' })
  async createDeal(@Body({ schema: NewDeal }) deal: NewDeal, @CurrentCaller() caller: Caller): Promise<Deal> {
    await this.clients.require(deal.clientId);
    return this.rpc.call(createDeal, { ...deal, ownerDepartmentId: caller.departmentId });
  }

  @Get(':id')
  @Replies(200, getDeal, { summary: 'One deal with its way through the stages' })
  getDeal(@Param('id', { schema: Id }) dealId: string): Promise<Deal> {
    return this.rpc.call(getDeal, { dealId });
  }

  @Patch(':id')
  @Replies(200, changeDeal, { summary: 'Change facts of an open deal (merge patch)' })
  changeDeal(
    @Param('id', { schema: Id }) dealId: string,
    @Body({ schema: DealChange }) change: DealChange,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Deal> {
    return this.rpc.call(changeDeal, { dealId, expectedVersion, change });
  }
}
