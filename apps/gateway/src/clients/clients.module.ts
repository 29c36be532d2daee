import { Module } from '@nestjs/common';
import { ClientsController } from './clients.controller.ts';
import { ContactPersonsController } from './contact-persons.controller.ts';

@Module({ controllers: [ClientsController, ContactPersonsController] })
export class ClientsModule {}
