import { Module } from '@nestjs/common';
import { ClientEventsController } from './client-events.controller.ts';
import { KnownClientRepository } from './known-client.repository.ts';
import { KnownClientService } from './known-client.service.ts';

/** Clients as the clients service tells of them. */
@Module({
  controllers: [ClientEventsController],
  providers: [KnownClientRepository, KnownClientService],
  exports: [KnownClientService],
})
export class KnownClientsModule {}
