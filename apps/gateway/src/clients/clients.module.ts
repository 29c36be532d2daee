import { Module } from '@nestjs/common';
import { ClientAccess } from './client-access.ts';
import { ClientsController } from './clients.controller.ts';
import { ContactPersonsController } from './contact-persons.controller.ts';
import { SharingController } from './sharing.controller.ts';

@Module({
  controllers: [ClientsController, ContactPersonsController, SharingController],
  providers: [ClientAccess],
  exports: [ClientAccess],
})
export class ClientsModule {}
