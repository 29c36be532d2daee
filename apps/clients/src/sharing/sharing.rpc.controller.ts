import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { changeClientSharing, getClientSharing, type RpcInput, type RpcOutput } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { SharingService } from './sharing.service.ts';

@Controller()
export class SharingRpcController {
  constructor(private readonly sharing: SharingService) {}

  @Rpc(getClientSharing)
  get({ clientId }: RpcInput<typeof getClientSharing>): Promise<RpcOutput<typeof getClientSharing>> {
    return this.sharing.get(currentActor(), clientId);
  }

  @Rpc(changeClientSharing)
  async change(input: RpcInput<typeof changeClientSharing>): Promise<RpcOutput<typeof changeClientSharing>> {
    return this.sharing.change(currentActor(), input);
  }
}
