import { Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { HealthModule, HealthRegistry } from '@crm/observability';
import { RedisPublisher, RedisSubscriber } from './redis-channels.ts';
import { RedisConnection } from './redis-connection.ts';

/** The connection to Redis, for all modules. A start needs Redis; a running service outlives its absence. */
@Module({})
export class RedisModule implements OnModuleInit {
  constructor(
    private readonly redis: RedisConnection,
    private readonly health: HealthRegistry,
  ) {}

  static forRoot({ url }: { readonly url: string }): DynamicModule {
    return {
      module: RedisModule,
      global: true,
      imports: [HealthModule],
      providers: [
        { provide: RedisConnection, useFactory: () => RedisConnection.open(url) },
        RedisPublisher,
        RedisSubscriber,
      ],
      exports: [RedisConnection, RedisPublisher, RedisSubscriber],
    };
  }

  onModuleInit(): void {
    this.health.registerOptional('redis', async () => {
      await this.redis.client.ping();
    });
  }
}
