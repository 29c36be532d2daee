import { type DynamicModule, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { HealthModule, HealthRegistry } from '@crm/observability';
import { RabbitEventPublisher } from './events/event-publisher.ts';
import { SendingLinks } from './links/sending-links.ts';
import { RpcClient, type RpcClientOptions } from './rpc-client.ts';

/** Registers the health of the links, and closes them after the handlers that use them have finished. */
@Injectable()
class SendingLife implements OnApplicationShutdown {
  constructor(
    @Inject(SendingLinks) private readonly links: SendingLinks,
    @Inject(HealthRegistry) health: HealthRegistry,
  ) {
    health.register('rabbitmq', () => {
      if (!links.client.isConnected()) throw new Error('The link to RabbitMQ is down');
    });
    health.registerOptional('events-out', () => {
      if (!links.publisher.isOpen()) throw new Error('RabbitMQ takes no events; they wait in the outbox');
    });
  }

  onApplicationShutdown(): Promise<void> {
    return this.links.close();
  }
}

/** Gives every feature of a program the `RpcClient`, and its outbox the `RabbitEventPublisher`. */
@Module({})
export class MessagingModule {
  static forRoot(options: RpcClientOptions): DynamicModule {
    const inject = [SendingLinks];
    return {
      module: MessagingModule,
      global: true,
      imports: [HealthModule],
      providers: [
        { provide: SendingLinks, useFactory: () => SendingLinks.open(options) },
        { provide: RpcClient, inject, useFactory: ({ client }: SendingLinks) => client },
        { provide: RabbitEventPublisher, inject, useFactory: ({ publisher }: SendingLinks) => publisher },
        SendingLife,
      ],
      exports: [RpcClient, RabbitEventPublisher],
    };
  }
}
