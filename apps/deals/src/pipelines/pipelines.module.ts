import { Module } from '@nestjs/common';
import { PipelineRepository } from './pipeline.repository.ts';
import { PipelineService } from './pipeline.service.ts';
import { PipelinesRpcController } from './pipelines.rpc.controller.ts';

@Module({
  controllers: [PipelinesRpcController],
  providers: [PipelineRepository, PipelineService],
  exports: [PipelineRepository],
})
export class PipelinesModule {}
