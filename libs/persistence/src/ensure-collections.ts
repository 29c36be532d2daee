import { mongo, type Connection, type Model, type Schema } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.ts';
import { withMigrationLock } from './migration-lock.ts';

const INDEX_OPTIONS_CONFLICT = 85;
const INDEX_KEY_SPECS_CONFLICT = 86;

/**
 * Creates the collections and indexes that the schemas declare and the database lacks. Several processes may start it at
 * once. It drops nothing: an index that is not declared any more is dropped by a migration.
 *
 * @throws Error when an index of the same name or keys exists with other options, or records have in common what an index
 *   allows once.
 */
export function ensureCollections(connection: Connection, schemas: Readonly<Record<string, Schema>>): Promise<void> {
  return withMigrationLock(connection, async () => {
    for (const [name, schema] of Object.entries(schemas)) {
      await ensureCollection(connection.model<object>(name, schema));
    }
  });
}

async function ensureCollection(model: Model<object>): Promise<void> {
  await model.createCollection();
  try {
    await model.createIndexes();
  } catch (error) {
    if (isIndexConflict(error)) throw conflictMessage(model, error);
    throw isDuplicateKey(error) ? repetitionMessage(model, error) : error;
  }
}

function isIndexConflict(error: unknown): error is mongo.MongoServerError {
  if (!(error instanceof mongo.MongoServerError)) return false;
  return error.code === INDEX_OPTIONS_CONFLICT || error.code === INDEX_KEY_SPECS_CONFLICT;
}

function conflictMessage(model: Model<object>, cause: mongo.MongoServerError): Error {
  const advice = 'Drop the old index in a migration, then the declared one is created.';
  return new Error(`An index of ${model.modelName} differs from the declared one. ${advice} ${cause.message}`, {
    cause,
  });
}

const repetitionMessage = (model: Model<object>, cause: mongo.MongoServerError): Error =>
  new Error(
    `Several of ${model.modelName} have in common what must be there once: make them differ. ${cause.message}`,
    {
      cause,
    },
  );
