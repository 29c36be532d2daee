import { type DynamicModule, Module } from '@nestjs/common';
import { LinksModule, type ServiceConfig } from '@crm/boot';
import { ClockModule } from './clock.module.ts';
import { features } from './features.ts';
import { schemas } from './schemas.ts';

@Module({})
export class AppModule {
  static forRoot(config: ServiceConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [LinksModule.forRoot({ name: 'clients', config, schemas }), ClockModule, ...features],
    };
  }
}
