import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { type RpcInput, type RpcOutput, ensureClientClassifier, listClientClassifier } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { ClassifierService } from './classifier.service.ts';

@Controller()
export class ClassifiersRpcController {
  constructor(private readonly service: ClassifierService) {}

  @Rpc(listClientClassifier)
  list(input: RpcInput<typeof listClientClassifier>): Promise<RpcOutput<typeof listClientClassifier>> {
    return this.service.list(input);
  }

  @Rpc(ensureClientClassifier)
  async ensure(input: RpcInput<typeof ensureClientClassifier>): Promise<RpcOutput<typeof ensureClientClassifier>> {
    return this.service.ensure(currentActor(), input);
  }
}
