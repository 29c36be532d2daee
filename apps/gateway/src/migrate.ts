import { createConnection } from 'mongoose';
import { loadConfig } from '@crm/config';
import { ensureCollections } from '@crm/persistence';
import { gatewayEnvironment } from './config.ts';
import { gatewayDatabase, gatewaySchemas } from './database.ts';

const { MONGODB_URI, CRM_DATABASE_PREFIX } = loadConfig(gatewayEnvironment);

const dbName = gatewayDatabase(CRM_DATABASE_PREFIX);
const connection = await createConnection(MONGODB_URI, { dbName, autoIndex: false, autoCreate: false }).asPromise();
try {
  await ensureCollections(connection, gatewaySchemas);
} finally {
  await connection.close();
}
