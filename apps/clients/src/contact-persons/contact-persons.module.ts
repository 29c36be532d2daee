import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/clients.module.ts';
import { ContactPersonLoadService } from './contact-person-load.service.ts';
import { ContactPersonRepository } from './contact-person.repository.ts';
import { ContactPersonService } from './contact-person.service.ts';
import { ContactPersonsRpcController } from './contact-persons.rpc.controller.ts';

@Module({
  imports: [ClientsModule],
  controllers: [ContactPersonsRpcController],
  providers: [ContactPersonRepository, ContactPersonService, ContactPersonLoadService],
  exports: [ContactPersonRepository],
})
export class ContactPersonsModule {}
