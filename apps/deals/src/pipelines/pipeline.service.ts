import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type { Actor, Pipeline } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { newId, Transaction } from '@crm/persistence';
import { definePipeline, type PipelineDefinition } from './pipeline.ts';
import { PipelineRepository } from './pipeline.repository.ts';

@Injectable()
export class PipelineService {
  constructor(
    private readonly pipelines: PipelineRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<{ data: Pipeline[] }> {
    return { data: await this.pipelines.all() };
  }

  /**
   * Adds the pipeline, or returns the one that has its code already, as it stands.
   *
   * @throws DomainError `forbidden`, or `invalid` for a pipeline in which no deal could begin or end.
   */
  async ensure(actor: Actor, definition: PipelineDefinition): Promise<Pipeline> {
    requirePermission(actor, 'load');
    return this.transaction.run(() => this.findOrAdd(definition));
  }

  private async findOrAdd(definition: PipelineDefinition): Promise<Pipeline> {
    const known = await this.pipelines.findByCode(definition.code);
    if (known) return known;
    const pipeline = definePipeline(definition, newId);
    await this.pipelines.insert(pipeline, this.clock.now());
    return pipeline;
  }
}
