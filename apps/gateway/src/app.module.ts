import { type DynamicModule, Module } from '@nestjs/common';
import type { SignActor } from '@crm/access';
import { MessagingModule } from '@crm/messaging';
import { MongoModule } from '@crm/persistence';
import { RedisModule } from '@crm/redis';
import { AuthModule } from './auth/auth.module.ts';
import type { GatewayConfig } from './config.ts';
import { gatewayDatabase, gatewaySchemas } from './database.ts';
import { features } from './features.ts';
import { ProblemsModule } from './problems/problems.module.ts';

export interface GatewayLinks {
  readonly signActor: SignActor;
  readonly queuePrefix: string;
}

/** The gateway: what connects it, who calls it, and what it offers. */
@Module({})
export class AppModule {
  static forRoot(config: GatewayConfig, { signActor, queuePrefix }: GatewayLinks): DynamicModule {
    return {
      module: AppModule,
      imports: [
        MongoModule.forRoot({
          uri: config.MONGODB_URI,
          database: gatewayDatabase(config.CRM_DATABASE_PREFIX),
          schemas: gatewaySchemas,
        }),
        RedisModule.forRoot({ url: config.REDIS_URL }),
        MessagingModule.forRoot({ url: config.RABBITMQ_URL, signActor, queuePrefix }),
        AuthModule.forRoot(config, signActor),
        ProblemsModule,
        ...features,
      ],
    };
  }
}
