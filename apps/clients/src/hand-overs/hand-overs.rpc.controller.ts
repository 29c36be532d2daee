import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { type RpcInput, type RpcOutput, getHandOver, previewHandOver, startHandOver } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { HandOverService } from './hand-over.service.ts';

@Controller()
export class HandOversRpcController {
  constructor(private readonly service: HandOverService) {}

  @Rpc(previewHandOver)
  async preview(input: RpcInput<typeof previewHandOver>): Promise<RpcOutput<typeof previewHandOver>> {
    return this.service.preview(currentActor(), input);
  }

  @Rpc(startHandOver, { keepsAnswers: true })
  async start(input: RpcInput<typeof startHandOver>): Promise<RpcOutput<typeof startHandOver>> {
    return this.service.start(currentActor(), input);
  }

  @Rpc(getHandOver)
  async get({ handOverId }: RpcInput<typeof getHandOver>): Promise<RpcOutput<typeof getHandOver>> {
    return this.service.get(currentActor(), handOverId);
  }
}
