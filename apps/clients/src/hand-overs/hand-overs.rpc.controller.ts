import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import {
  type RpcInput,
  type RpcOutput,
  getHandOver,
  previewHandOver,
  previewRelocation,
  relocateEmployee,
  startHandOver,
} from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { HandOverService } from './hand-over.service.ts';
import { RelocationService } from './relocation.service.ts';

@Controller()
export class HandOversRpcController {
  constructor(
    private readonly service: HandOverService,
    private readonly relocations: RelocationService,
  ) {}

  @Rpc(previewHandOver)
  async preview(input: RpcInput<typeof previewHandOver>): Promise<RpcOutput<typeof previewHandOver>> {
    return this.service.preview(currentActor(), input);
  }

  @Rpc(startHandOver, { keepsAnswers: true })
  async start(input: RpcInput<typeof startHandOver>): Promise<RpcOutput<typeof startHandOver>> {
    return this.service.start(currentActor(), input);
  }

  @Rpc(previewRelocation)
  async previewRelocation(input: RpcInput<typeof previewRelocation>): Promise<RpcOutput<typeof previewRelocation>> {
    return this.relocations.preview(currentActor(), input);
  }

  @Rpc(relocateEmployee, { keepsAnswers: true })
  async relocate(input: RpcInput<typeof relocateEmployee>): Promise<RpcOutput<typeof relocateEmployee>> {
    return this.relocations.start(currentActor(), input);
  }

  @Rpc(getHandOver)
  async get({ handOverId }: RpcInput<typeof getHandOver>): Promise<RpcOutput<typeof getHandOver>> {
    return this.service.get(currentActor(), handOverId);
  }
}
