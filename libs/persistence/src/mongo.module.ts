import { Logger, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { InjectConnection, MongooseModule } from '@nestjs/mongoose';
import { HealthModule, HealthRegistry } from '@crm/observability';
import mongoose, { type Connection, type Schema } from 'mongoose';
import { connectionSettings } from './mongoose-settings.ts';
import { limitOperations } from './time-limit.ts';
import { Transaction } from './transaction.ts';
import { warningOfLongTransactions } from './transaction-lifetime.ts';

export interface MongoOptions {
  /** Address of the replica set; transactions need one, of a single member at least. */
  readonly uri: string;
  /** The service's own database. */
  readonly database: string;
  /** The schemas by model name: `Client` is injected with `@InjectModel('Client')`. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** The service's database: its models and `Transaction`, for all modules. Closes after everything that uses it. */
@Module({})
export class MongoModule implements OnModuleInit {
  private readonly log = new Logger(MongoModule.name);

  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly health: HealthRegistry,
  ) {}

  static forRoot({ uri, database, schemas }: MongoOptions): DynamicModule {
    const models = MongooseModule.forFeature(Object.entries(schemas).map(([name, schema]) => ({ name, schema })));
    const connection = MongooseModule.forRoot(uri, {
      ...connectionSettings,
      dbName: database,
      retryAttempts: 4,
      retryDelay: 1000,
      connectionErrorFactory: ({ message }) => new mongoose.MongooseError(`MongoDB cannot be reached: ${message}`),
    });
    return {
      module: MongoModule,
      global: true,
      imports: [HealthModule, connection, models],
      providers: [Transaction],
      exports: [Transaction, models],
    };
  }

  async onModuleInit(): Promise<void> {
    limitOperations(this.connection);
    const warning = await warningOfLongTransactions(this.connection);
    if (warning) this.log.warn(warning);
    this.health.register('mongodb', async () => {
      await this.connection.db?.command({ ping: 1 });
    });
  }
}
