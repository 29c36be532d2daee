import { Controller } from '@nestjs/common';
import { listDealClassifier, type RpcInput, type RpcOutput } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { ClassifierService } from './classifier.service.ts';

@Controller()
export class ClassifiersRpcController {
  constructor(private readonly classifiers: ClassifierService) {}

  @Rpc(listDealClassifier)
  list({ classifier }: RpcInput<typeof listDealClassifier>): Promise<RpcOutput<typeof listDealClassifier>> {
    return this.classifiers.list(classifier);
  }
}
