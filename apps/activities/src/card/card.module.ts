import { Module } from '@nestjs/common';
import { CardSectionsModule } from '@crm/card-sections';
import { ActivitySectionSource } from './activity-section.source.ts';
import { CardRpcController } from './card.rpc.controller.ts';
import { CardSectionRepository } from './card-section.repository.ts';
import { CardSectionService } from './card-section.service.ts';

/** What the card of a client shows of his history and of what is planned. */
@Module({
  imports: [CardSectionsModule.of(ActivitySectionSource, [CardSectionRepository])],
  controllers: [CardRpcController],
  providers: [CardSectionService],
})
export class CardModule {}
