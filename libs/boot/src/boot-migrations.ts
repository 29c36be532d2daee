import { baseEnvironment, loadConfig, mongoEnvironment } from '@crm/config';
import { createLogger } from '@crm/observability';
import { ensureCollections, migrate, openConnection, type Migration, type MongoOptions } from '@crm/persistence';
import { z } from 'zod';
import { databaseName } from './links.module.ts';

const { CRM_ENV, LOG_LEVEL } = baseEnvironment;
const migrationEnvironment = z.object({ CRM_ENV, LOG_LEVEL, ...mongoEnvironment });

export interface MigrationPlan {
  readonly name: string;
  readonly schemas: MongoOptions['schemas'];
  readonly migrations?: readonly Migration[];
}

/**
 * Brings the database of a service to the state that its code expects: collections, indexes, then migrations. It may run
 * before every start, and in several places at once.
 */
export async function bootMigrations({ name, schemas, migrations = [] }: MigrationPlan): Promise<void> {
  const config = loadConfig(migrationEnvironment);
  const logger = createLogger(name, config.LOG_LEVEL);
  const connection = await openConnection(config.MONGODB_URI, databaseName(config, name));
  try {
    await ensureCollections(connection, schemas);
    const applied = await migrate(connection, migrations);
    logger.info({ applied }, 'The database is up to date');
  } finally {
    await connection.close();
  }
}
