import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { type RpcInput, type RpcOutput, getClientSection } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { ClientSectionService } from './client-section.service.ts';

@Controller()
export class ClientSectionRpcController {
  constructor(private readonly service: ClientSectionService) {}

  @Rpc(getClientSection)
  async section(input: RpcInput<typeof getClientSection>): Promise<RpcOutput<typeof getClientSection>> {
    return this.service.section(currentActor(), input);
  }
}
