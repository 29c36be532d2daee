import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.ts';
import { HandOverRepository } from './hand-over.repository.ts';
import { HandOverService } from './hand-over.service.ts';
import { HandOversRpcController } from './hand-overs.rpc.controller.ts';

@Module({
  imports: [DealsModule],
  controllers: [HandOversRpcController],
  providers: [HandOverRepository, HandOverService],
})
export class HandOversModule {}
