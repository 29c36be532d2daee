import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { listPipelines, listProducts, type RpcInput, type RpcOutput } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { Replies } from '../http/replies.ts';

/** What deals are made of. */
@ApiTags('deals')
@Controller()
export class CatalogueController {
  constructor(private readonly rpc: RpcClient) {}

  @Get('pipelines')
  @Replies(200, listPipelines, { summary: 'All pipelines with their stages' })
  listPipelines(): Promise<RpcOutput<typeof listPipelines>> {
    return this.rpc.call(listPipelines, {});
  }

  @Get('products')
  @Replies(200, listProducts, { summary: 'What we sell' })
  listProducts(
    @Query({ schema: listProducts.input }) page: RpcInput<typeof listProducts>,
  ): Promise<RpcOutput<typeof listProducts>> {
    return this.rpc.call(listProducts, page);
  }
}
