import { AuditModule } from '@crm/audit';
import { Global, Module } from '@nestjs/common';
import { getModelToken } from '@nestjs/mongoose';
import type { ClassifierValue, Deal, Pipeline, Stage } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { OutboxWritingModule } from '@crm/outbox';
import { migrate } from '@crm/persistence';
import { startServiceContext, type ServiceContext } from '@crm/testing';
import type { Model } from 'mongoose';
import { ClassifierRepository } from '../src/classifiers/classifier.repository.ts';
import { toDeal } from '../src/deals/deal.mapper.ts';
import type { DealDocument } from '../src/deals/deal.schema.ts';
import { features } from '../src/features.ts';
import { migrations } from '../src/migrations/index.ts';
import { stageByCode } from '../src/pipelines/pipeline.ts';
import { PipelineRepository } from '../src/pipelines/pipeline.repository.ts';
import { schemas } from '../src/schemas.ts';
import { SettableClock } from './settable-clock.ts';

const clock = new SettableClock();

@Global()
@Module({ providers: [{ provide: Clock, useValue: clock }], exports: [Clock] })
class SettableClockModule {}

/** The deals service without its queue, on a migrated database of its own. */
export async function startDealsContext(): Promise<DealsContext> {
  const outbox = OutboxWritingModule.forRoot({ service: 'deals' });
  const audit = AuditModule.forRoot('deals');
  const service = await startServiceContext({ imports: [SettableClockModule, outbox, audit, ...features], schemas });
  await migrate(service.connection, migrations);
  const pipeline = await service.get(PipelineRepository).first();
  const reasons = await service.get(ClassifierRepository).list('lost-reason');
  return new DealsContext(service, pipeline, reasons);
}

export class DealsContext {
  readonly clock = clock;

  constructor(
    readonly service: ServiceContext,
    readonly pipeline: Pipeline,
    private readonly reasons: readonly ClassifierValue[],
  ) {}

  get get(): ServiceContext['get'] {
    return this.service.get.bind(this.service);
  }

  /** The stored deals, for what no question of the service tells. */
  get deals(): Model<DealDocument> {
    return this.service.module.get<Model<DealDocument>>(getModelToken('Deal'), { strict: false });
  }

  stage(code: string): Stage {
    return stageByCode(this.pipeline, code);
  }

  reasonId(code: string): string {
    const found = this.reasons.find((reason) => reason.code === code);
    if (!found) throw new Error(`No reason ${code}`);
    return found.id;
  }

  async stored(dealId: string): Promise<Deal> {
    return toDeal(await this.deals.findById(dealId).orFail().lean<DealDocument>());
  }

  stop(): Promise<void> {
    return this.service.stop();
  }
}
