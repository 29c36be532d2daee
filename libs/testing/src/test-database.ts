import { createConnection } from 'mongoose';
import { testServers } from './test-servers.ts';
import { uniqueName } from './unique-name.ts';

export interface TestDatabase {
  readonly uri: string;
  readonly database: string;
  drop(): Promise<void>;
}

/** A database that nobody else uses; drop it when the spec file ends. The address names it too, for `failMongo`, and
 * lets `sentCommands` listen. */
export function testDatabase(): TestDatabase {
  const database = uniqueName('db');
  const address = testServers().mongodbUri;
  const uri = `${address}${address.includes('?') ? '&' : '?'}appName=${database}&monitorCommands=true`;
  return { uri, database, drop: () => drop(uri, database) };
}

async function drop(uri: string, database: string): Promise<void> {
  const connection = await createConnection(uri, { dbName: database }).asPromise();
  await connection.dropDatabase();
  await connection.close();
}
