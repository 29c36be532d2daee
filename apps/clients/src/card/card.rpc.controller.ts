import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { type RpcInput, type RpcOutput, getClientSection } from '@crm/contracts';
import { type Prebuilt, Rpc } from '@crm/messaging';
import { ClientSectionService } from './client-section.service.ts';

@Controller()
export class CardRpcController {
  constructor(private readonly service: ClientSectionService) {}

  @Rpc(getClientSection)
  async get({ clientId }: RpcInput<typeof getClientSection>): Promise<Prebuilt<RpcOutput<typeof getClientSection>>> {
    return this.service.of(currentActor(), clientId);
  }
}
