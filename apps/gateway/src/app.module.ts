import { type DynamicModule, Module } from '@nestjs/common';
import { LinksModule } from '@crm/boot';
import { InboxModule } from '@crm/outbox';
import { AccountsModule } from './accounts/accounts.module.ts';
import { AuthModule } from './auth/auth.module.ts';
import { CardModule } from './card/card.module.ts';
import type { GatewayConfig } from './config.ts';
import { features } from './features.ts';
import { ProblemsModule } from './problems/problems.module.ts';
import { gatewaySchemas } from './schemas.ts';

/** The gateway: what connects it, who calls it, and what it offers. */
@Module({})
export class AppModule {
  /** @param queuePrefix put before the queues of the services, where several systems share a broker. */
  static async forRoot(config: GatewayConfig, queuePrefix = ''): Promise<DynamicModule> {
    const links = await LinksModule.forRoot({ name: 'gateway', config, schemas: gatewaySchemas, queuePrefix });
    return {
      module: AppModule,
      imports: [
        links,
        InboxModule.forRoot(),
        AuthModule.forRoot(config),
        AccountsModule.forRoot(config),
        CardModule.forRoot(config),
        ProblemsModule,
        ...features,
      ],
    };
  }
}
