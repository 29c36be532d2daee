import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { countActivitiesForHandOver, handOverActivities, type RpcInput, type RpcOutput } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { HandOverService } from './hand-over.service.ts';

@Controller()
export class HandOversRpcController {
  constructor(private readonly handOvers: HandOverService) {}

  @Rpc(countActivitiesForHandOver)
  count(work: RpcInput<typeof countActivitiesForHandOver>): Promise<RpcOutput<typeof countActivitiesForHandOver>> {
    return this.handOvers.count(currentActor(), work);
  }

  @Rpc(handOverActivities)
  move(batch: RpcInput<typeof handOverActivities>): Promise<RpcOutput<typeof handOverActivities>> {
    return this.handOvers.move(currentActor(), batch);
  }
}
