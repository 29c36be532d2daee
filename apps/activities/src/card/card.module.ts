import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.ts';
import { CommitmentsModule } from '../commitments/commitments.module.ts';
import { CardRpcController } from './card.rpc.controller.ts';
import { CardSectionRepository } from './card-section.repository.ts';
import { CardSectionService } from './card-section.service.ts';

@Module({
  imports: [ActivitiesModule, CommitmentsModule],
  controllers: [CardRpcController],
  providers: [CardSectionService, CardSectionRepository],
})
export class CardModule {}
