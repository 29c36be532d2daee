import { newId, type Migration } from '@crm/persistence';
import { definePipeline } from '../pipelines/pipeline.ts';
import { PipelineRepository } from '../pipelines/pipeline.repository.ts';
import { pipelineSchema, type PipelineDocument } from '../pipelines/pipeline.schema.ts';
import { salesPipeline } from '../pipelines/sales-pipeline.ts';

export const seedSalesPipeline: Migration = {
  id: '2026-11-23-seed-sales-pipeline',
  async up(connection) {
    const pipelines = new PipelineRepository(connection.model<PipelineDocument>('Pipeline', pipelineSchema));
    if (await pipelines.findByCode(salesPipeline.code)) return;
    await pipelines.insert(definePipeline(salesPipeline, newId), new Date());
  },
};
