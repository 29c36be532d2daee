import { type DynamicModule, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { HealthModule, HealthRegistry } from '@crm/observability';
import { RpcClient, type RpcClientOptions } from './rpc-client.ts';

/** Registers the link's health, and closes it after the handlers that use it have finished. */
@Injectable()
class RpcClientLife implements OnApplicationShutdown {
  constructor(
    @Inject(RpcClient) private readonly client: RpcClient,
    @Inject(HealthRegistry) health: HealthRegistry,
  ) {
    health.register('rabbitmq', () => {
      if (!client.isConnected()) throw new Error('The link to RabbitMQ is down');
    });
  }

  onApplicationShutdown(): Promise<void> {
    return this.client.close();
  }
}

/** Gives every feature of a program the `RpcClient`. */
@Module({})
export class MessagingModule {
  static forRoot(options: RpcClientOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [HealthModule],
      providers: [{ provide: RpcClient, useFactory: () => RpcClient.connect(options) }, RpcClientLife],
      exports: [RpcClient],
    };
  }
}
