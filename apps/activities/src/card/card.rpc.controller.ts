import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { getActivitiesSection, type RpcInput, type RpcOutput } from '@crm/contracts';
import { type Prebuilt, Rpc } from '@crm/messaging';
import { CardSectionService } from './card-section.service.ts';

@Controller()
export class CardRpcController {
  constructor(private readonly section: CardSectionService) {}

  @Rpc(getActivitiesSection)
  async get({
    clientId,
  }: RpcInput<typeof getActivitiesSection>): Promise<Prebuilt<RpcOutput<typeof getActivitiesSection>>> {
    return this.section.of(currentActor(), clientId);
  }
}
