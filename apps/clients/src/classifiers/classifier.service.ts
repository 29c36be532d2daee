import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type { Actor, RpcInput, RpcOutput, ensureClientClassifier, listClientClassifier } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import type { ClassifierName } from './classifier-value.schema.ts';
import { toClassifierValue } from './classifier.mapper.ts';
import { ClassifierRepository } from './classifier.repository.ts';

@Injectable()
export class ClassifierService {
  constructor(
    private readonly values: ClassifierRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  list({ classifier }: RpcInput<typeof listClientClassifier>): Promise<RpcOutput<typeof listClientClassifier>> {
    return this.whole(classifier);
  }

  ensure(
    actor: Actor,
    { classifier, values }: RpcInput<typeof ensureClientClassifier>,
  ): Promise<RpcOutput<typeof ensureClientClassifier>> {
    requirePermission(actor, 'load');
    return this.transaction.run(async () => {
      await this.values.ensure(classifier, values, this.clock.now());
      return this.whole(classifier);
    });
  }

  private async whole(classifier: ClassifierName): Promise<RpcOutput<typeof listClientClassifier>> {
    const values = await this.values.all(classifier);
    return { data: values.map(toClassifierValue) };
  }
}
