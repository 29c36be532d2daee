import { Module } from '@nestjs/common';
import { PositionHolders } from './position-holders.repository.ts';
import { PositionRepository } from './position.repository.ts';
import { PositionService } from './position.service.ts';
import { PositionsRpcController } from './positions.rpc.controller.ts';

@Module({
  controllers: [PositionsRpcController],
  providers: [PositionHolders, PositionRepository, PositionService],
  exports: [PositionRepository],
})
export class PositionsModule {}
