import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Pipeline } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import type { Model } from 'mongoose';
import { toPipeline, toPipelineDocument } from './pipeline.mapper.ts';
import type { PipelineDocument } from './pipeline.schema.ts';

/** Pipelines belong to nobody: every actor sees them all. */
@Injectable()
export class PipelineRepository {
  constructor(@InjectModel('Pipeline') private readonly pipelines: Model<PipelineDocument>) {}

  /** All of them, the oldest first. */
  async all(): Promise<Pipeline[]> {
    const found = await this.pipelines.find().sort({ _id: 1 }).lean<PipelineDocument[]>();
    return found.map(toPipeline);
  }

  /** @throws DomainError `pipeline.not_found` */
  async get(pipelineId: string): Promise<Pipeline> {
    const found = await this.pipelines.findById(pipelineId).lean<PipelineDocument>();
    if (!found) throw new DomainError('pipeline.not_found', { pipelineId });
    return toPipeline(found);
  }

  /** The oldest one, for deals that name none. */
  async first(): Promise<Pipeline> {
    const found = await this.pipelines.findOne().sort({ _id: 1 }).lean<PipelineDocument>();
    if (!found) throw new DomainError('pipeline.not_found');
    return toPipeline(found);
  }

  async findByCode(code: string): Promise<Pipeline | null> {
    const found = await this.pipelines.findOne({ code }).lean<PipelineDocument>();
    return found && toPipeline(found);
  }

  async insert(pipeline: Pipeline, now: Date): Promise<void> {
    await this.pipelines.insertMany([toPipelineDocument(pipeline, now)]);
  }
}
