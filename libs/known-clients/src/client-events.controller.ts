import { Controller } from '@nestjs/common';
import { clientChanged, clientCreated, clientHandedOver, type EventOf } from '@crm/contracts';
import { OnEvent } from '@crm/messaging';
import { KnownClientService } from './known-client.service.ts';

@Controller()
export class ClientEventsController {
  constructor(private readonly clients: KnownClientService) {}

  @OnEvent([clientCreated, clientChanged, clientHandedOver])
  async remember({ data }: EventOf<typeof clientCreated>): Promise<void> {
    this.clients.remember(data);
  }
}
