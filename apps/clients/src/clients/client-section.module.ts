import { Module } from '@nestjs/common';
import { ContactPersonsModule } from '../contact-persons/contact-persons.module.ts';
import { ClientSectionRepository } from './client-section.repository.ts';
import { ClientSectionRpcController } from './client-section.rpc.controller.ts';
import { ClientSectionService } from './client-section.service.ts';

/** Apart from `ClientsModule`, since the card shows contact persons, who are seen through clients. */
@Module({
  imports: [ContactPersonsModule],
  controllers: [ClientSectionRpcController],
  providers: [ClientSectionRepository, ClientSectionService],
})
export class ClientSectionModule {}
