import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { resolveActor, type RpcInput, type RpcOutput } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { AccessService } from './access.service.ts';

@Controller()
export class AccessRpcController {
  constructor(private readonly access: AccessService) {}

  @Rpc(resolveActor)
  async resolveActor(input: RpcInput<typeof resolveActor>): Promise<RpcOutput<typeof resolveActor>> {
    return this.access.resolveActor(currentActor(), input);
  }
}
