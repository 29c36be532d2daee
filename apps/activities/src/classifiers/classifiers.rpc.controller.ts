import { Controller } from '@nestjs/common';
import { listActivityClassifier, type RpcInput, type RpcOutput } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { toClassifierValue } from './classifier.mapper.ts';
import { ClassifierService } from './classifier.service.ts';

@Controller()
export class ClassifiersRpcController {
  constructor(private readonly classifiers: ClassifierService) {}

  @Rpc(listActivityClassifier)
  async list({
    classifier,
  }: RpcInput<typeof listActivityClassifier>): Promise<RpcOutput<typeof listActivityClassifier>> {
    const values = await this.classifiers.list(classifier);
    return { data: values.map(toClassifierValue) };
  }
}
