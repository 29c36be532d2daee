import type { DynamicModule, ModuleMetadata, Provider, Type } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test, type TestingModule } from '@nestjs/testing';
import { JobsModule } from '@crm/jobs';
import { NestLogger, createLogger } from '@crm/observability';
import { MongoModule, StoredCommandLog, ensureCollections } from '@crm/persistence';
import { RedisModule } from '@crm/redis';
import type { Connection, Schema } from 'mongoose';
import { testDatabase } from './test-database.ts';
import { testServers } from './test-servers.ts';
import { uniqueName } from './unique-name.ts';

export interface ServiceParts {
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  readonly providers?: Provider[];
  readonly schemas?: Readonly<Record<string, Schema>>;
  /** How long a job is left alone after its worker was killed; shorter than in life, so that a test need not wait. */
  readonly jobLockMs?: number;
}

/**
 * A part of a service as it lives in production, on a real MongoDB and a real Redis, with a database and queues of its own.
 * `stop` shuts it down in the order of a service and drops the database.
 */
export async function startServiceContext(parts: ServiceParts): Promise<ServiceContext> {
  const database = testDatabase();
  const schemas = parts.schemas ?? {};
  const module = await Test.createTestingModule({
    imports: [
      MongoModule.forRoot({ ...database, schemas }),
      RedisModule.forRoot({ url: testServers().redisUrl }),
      JobsModule.forRoot({ prefix: uniqueName('jobs'), ...(parts.jobLockMs && { lockMs: parts.jobLockMs }) }),
      ...('Command' in schemas ? [commands] : []),
      ...(parts.imports ?? []),
    ],
    providers: parts.providers ?? [],
  })
    .setLogger(new NestLogger(createLogger('test', 'fatal')))
    .compile();
  const context = new ServiceContext(module, () => database.drop());
  try {
    await ensureCollections(context.connection, schemas);
    await module.init();
    return context;
  } catch (error) {
    await context.stop();
    throw error;
  }
}

class CommandsModule {}

const commands: DynamicModule = {
  module: CommandsModule,
  global: true,
  providers: [StoredCommandLog],
  exports: [StoredCommandLog],
};

export class ServiceContext {
  constructor(
    readonly module: TestingModule,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  get<T>(provider: Type<T>): T {
    return this.module.get<T>(provider, { strict: false });
  }

  get connection(): Connection {
    return this.module.get<Connection>(getConnectionToken(), { strict: false });
  }

  async stop(): Promise<void> {
    await this.module.close();
    await this.dropDatabase();
  }
}
