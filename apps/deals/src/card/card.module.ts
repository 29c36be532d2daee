import { Module } from '@nestjs/common';
import { CardSectionsModule } from '@crm/card-sections';
import { CardRpcController } from './card.rpc.controller.ts';
import { DealSectionRepository } from './deal-section.repository.ts';
import { DealSectionSource } from './deal-section.source.ts';

/** What the card of a client shows of his deals. */
@Module({
  imports: [CardSectionsModule.of(DealSectionSource, [DealSectionRepository])],
  controllers: [CardRpcController],
})
export class CardModule {}
