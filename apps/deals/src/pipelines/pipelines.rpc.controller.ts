import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { ensurePipeline, listPipelines, type RpcInput, type RpcOutput } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { PipelineService } from './pipeline.service.ts';

@Controller()
export class PipelinesRpcController {
  constructor(private readonly pipelines: PipelineService) {}

  @Rpc(listPipelines)
  list(_input: RpcInput<typeof listPipelines>): Promise<RpcOutput<typeof listPipelines>> {
    return this.pipelines.list();
  }

  @Rpc(ensurePipeline)
  ensure(input: RpcInput<typeof ensurePipeline>): Promise<RpcOutput<typeof ensurePipeline>> {
    return this.pipelines.ensure(currentActor(), input);
  }
}
