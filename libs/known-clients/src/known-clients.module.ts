import { type DynamicModule, Module } from '@nestjs/common';
import { ClientEventsController } from './client-events.controller.ts';
import { KeepingService, KnownClientRepository } from './known-client.repository.ts';
import { KnownClientService } from './known-client.service.ts';

/** Clients as the clients service tells of them, copied into the service that needs them. */
@Module({})
export class KnownClientsModule {
  /**
   * Made once in a service, and imported by all its features that ask.
   *
   * @param service whose copy it is: `deals` names the projection `deals.known-clients`.
   */
  static forService(service: string): DynamicModule {
    return {
      module: KnownClientsModule,
      controllers: [ClientEventsController],
      providers: [
        { provide: KeepingService, useValue: new KeepingService(service) },
        KnownClientRepository,
        KnownClientService,
      ],
      exports: [KnownClientService],
    };
  }
}
