import { Module } from '@nestjs/common';
import { ClassifiersModule } from '../classifiers/classifiers.module.ts';
import { knownClients } from '../known-clients/known-clients.module.ts';
import { PipelinesModule } from '../pipelines/pipelines.module.ts';
import { ProductsModule } from '../products/products.module.ts';
import { DealAccess } from './deal-access.ts';
import { DealExplanationService } from './deal-explanation.service.ts';
import { DealListRepository } from './deal-list.repository.ts';
import { DealLoadRepository } from './deal-load.repository.ts';
import { DealLoadService } from './deal-load.service.ts';
import { DealOwnershipRepository } from './deal-ownership.repository.ts';
import { DealQueryService } from './deal-query.service.ts';
import { DealTotalsRepository } from './deal-totals.repository.ts';
import { DealRepository } from './deal.repository.ts';
import { DealService } from './deal.service.ts';
import { DealsRpcController } from './deals.rpc.controller.ts';

@Module({
  imports: [PipelinesModule, ProductsModule, ClassifiersModule, knownClients],
  controllers: [DealsRpcController],
  providers: [
    DealRepository,
    DealAccess,
    DealListRepository,
    DealLoadRepository,
    DealOwnershipRepository,
    DealTotalsRepository,
    DealService,
    DealQueryService,
    DealExplanationService,
    DealLoadService,
  ],
  exports: [DealOwnershipRepository],
})
export class DealsModule {}
