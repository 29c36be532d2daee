import { type DynamicModule, Module } from '@nestjs/common';
import { LinksModule, type ServiceConfig } from '@crm/boot';
import { ClockModule } from './clock.module.ts';
import { features } from './features.ts';
import { schemas } from './schemas.ts';

@Module({})
export class AppModule {
  /** @param queuePrefix before the names of queues, where several systems share a broker and a Redis. */
  static forRoot(config: ServiceConfig, queuePrefix = ''): DynamicModule {
    return {
      module: AppModule,
      imports: [LinksModule.forRoot({ name: 'clients', config, schemas, queuePrefix }), ClockModule, ...features],
    };
  }
}
