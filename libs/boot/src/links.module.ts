import { Module, type DynamicModule } from '@nestjs/common';
import { createActorSigner } from '@crm/access';
import { AuditModule } from '@crm/audit';
import { serviceNames, type ServiceName } from '@crm/contracts';
import { JobsModule } from '@crm/jobs';
import { MessagingModule, RabbitEventPublisher } from '@crm/messaging';
import { OutboxModule } from '@crm/outbox';
import { MongoModule, type MongoOptions, StoredCommandLog } from '@crm/persistence';
import { RedisModule } from '@crm/redis';
import { backlogControllers } from './backlogs.controller.ts';
import type { ServiceConfig } from './service-environment.ts';

export interface ServiceLinks {
  /** The first part of the names of its contracts, jobs and queues: `deals`. */
  readonly name: string;
  readonly config: ServiceConfig;
  readonly schemas: MongoOptions['schemas'];
  /** Put before the names of queues, where several systems share a broker and a Redis. */
  readonly queuePrefix?: string;
}

/**
 * What connects a service to its database, to Redis, to its jobs and to the other services, for all its features; and what
 * answers for it how its lists of work stand.
 */
@Module({})
export class LinksModule {
  static async forRoot({ name, config, schemas, queuePrefix = '' }: ServiceLinks): Promise<DynamicModule> {
    const signActor = await createActorSigner(config.ACTOR_SIGNING_KEY);
    const database = databaseName(config, name);
    return {
      module: LinksModule,
      global: true,
      controllers: backlogControllers(name),
      imports: [
        MongoModule.forRoot({ uri: config.MONGODB_URI, database, schemas }),
        RedisModule.forRoot({ url: config.REDIS_URL }),
        JobsModule.forRoot({ prefix: `${queuePrefix}crm-jobs` }),
        MessagingModule.forRoot({ url: config.RABBITMQ_URL, signActor, queuePrefix }),
        AuditModule.forRoot(name),
        ...(isTeller(name) ? [OutboxModule.forRoot({ service: name, publisher: overRabbit })] : []),
      ],
      providers: [StoredCommandLog],
      exports: [StoredCommandLog],
    };
  }
}

/** The gateway tells no facts: it owns no business records. */
const isTeller = (name: string): name is ServiceName => serviceNames.some((service) => service === name);

const overRabbit = {
  inject: [RabbitEventPublisher],
  useFactory: (publisher: RabbitEventPublisher): RabbitEventPublisher => publisher,
};

/** Each service has a database of its own, which no other one opens. */
export const databaseName = (config: Pick<ServiceConfig, 'CRM_DATABASE_PREFIX'>, service: string): string =>
  `${config.CRM_DATABASE_PREFIX}_${service}`;
