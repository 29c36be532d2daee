import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import {
  changeClientSharing,
  explainClientAccess,
  getClientSharing,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { ClientExplanationService } from './client-explanation.service.ts';
import { SharingService } from './sharing.service.ts';

@Controller()
export class SharingRpcController {
  constructor(
    private readonly sharing: SharingService,
    private readonly explanations: ClientExplanationService,
  ) {}

  @Rpc(getClientSharing)
  get({ clientId }: RpcInput<typeof getClientSharing>): Promise<RpcOutput<typeof getClientSharing>> {
    return this.sharing.get(currentActor(), clientId);
  }

  @Rpc(changeClientSharing)
  async change(input: RpcInput<typeof changeClientSharing>): Promise<RpcOutput<typeof changeClientSharing>> {
    return this.sharing.change(currentActor(), input);
  }

  @Rpc(explainClientAccess)
  explain(input: RpcInput<typeof explainClientAccess>): Promise<RpcOutput<typeof explainClientAccess>> {
    return this.explanations.explain(currentActor(), input);
  }
}
