import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { countDealsForHandOver, handOverDeals, type RpcInput, type RpcOutput } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { HandOverService } from './hand-over.service.ts';

type Count = typeof countDealsForHandOver;

@Controller()
export class HandOversRpcController {
  constructor(private readonly handOvers: HandOverService) {}

  @Rpc(countDealsForHandOver)
  count(work: RpcInput<Count>): Promise<RpcOutput<Count>> {
    return this.handOvers.count(currentActor(), work);
  }

  @Rpc(handOverDeals)
  move(batch: RpcInput<typeof handOverDeals>): Promise<RpcOutput<typeof handOverDeals>> {
    return this.handOvers.move(currentActor(), batch);
  }
}
