import { createConnection, type Connection } from 'mongoose';
import { connectionSettings } from './mongoose-settings.ts';

/** A connection outside of Nest, for programs that come and go, such as migrations. The caller closes it. */
export function openConnection(uri: string, database: string): Promise<Connection> {
  return createConnection(uri, { ...connectionSettings, dbName: database }).asPromise();
}
