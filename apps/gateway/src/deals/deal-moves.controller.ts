import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Deal, Id, loseDeal, moveDeal, winDeal } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';

const path = { dealId: true, expectedVersion: true } as const;
const DealMove = moveDeal.input.omit(path).meta({ id: 'DealMove' });
const DealWin = winDeal.input.omit(path).meta({ id: 'DealWin' });
const DealLoss = loseDeal.input.omit(path).meta({ id: 'DealLoss' });

@ApiTags('deals')
@Controller('deals/:id')
export class DealMovesController {
  constructor(private readonly rpc: RpcClient) {}

  @Post('move')
  @Replies(200, moveDeal, { summary: 'Move an open deal to another open stage' })
  moveDeal(
    @Param('id', { schema: Id }) dealId: string,
    @Body({ schema: DealMove }) move: z.output<typeof DealMove>,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Deal> {
    return this.rpc.call(moveDeal, { dealId, expectedVersion, ...move });
  }

  @Post('win')
  @Replies(200, winDeal, { summary: 'Close a deal as won' })
  winDeal(
    @Param('id', { schema: Id }) dealId: string,
    @Body({ schema: DealWin }) win: z.output<typeof DealWin>,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Deal> {
    return this.rpc.call(winDeal, { dealId, expectedVersion, ...win });
  }

  @Post('lose')
  @Replies(200, loseDeal, { summary: 'Close a deal as lost, with the reason' })
  loseDeal(
    @Param('id', { schema: Id }) dealId: string,
    @Body({ schema: DealLoss }) loss: z.output<typeof DealLoss>,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Deal> {
    return this.rpc.call(loseDeal, { dealId, expectedVersion, ...loss });
  }
}
