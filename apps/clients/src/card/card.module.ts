import { Module } from '@nestjs/common';
import { CardSectionsModule } from '@crm/card-sections';
import { CardRpcController } from './card.rpc.controller.ts';
import { ClientSectionRepository } from './client-section.repository.ts';
import { ClientSectionService } from './client-section.service.ts';
import { ClientSectionSource } from './client-section.source.ts';

/** What the card shows of the client himself, of his contact persons and of the clients around him; and who sees it. */
@Module({
  imports: [CardSectionsModule.of(ClientSectionSource, [ClientSectionRepository])],
  controllers: [CardRpcController],
  providers: [ClientSectionService],
})
export class CardModule {}
