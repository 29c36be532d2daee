import type { Connection, Query, Schema, UpdateQuery } from 'mongoose';
import { attemptsOn } from './transaction-attempt.ts';
import type { UntoldVersions } from './untold-versions.ts';

const told = new WeakMap<Schema, string>();

/** The kind under which events tell of the records of this schema; undefined where none do. */
export const toldKind = (schema: Schema): string | undefined => told.get(schema);

/**
 * The versions that records of the kind reach in the transaction under way, for which it will ask for events.
 *
 * @throws Error outside of a transaction.
 */
export function versionsToTell(connection: Connection, kind: string): UntoldVersions {
  const attempt = attemptsOn(connection).getStore();
  if (!attempt) throw new Error(`A change of a ${kind} needs a transaction: its event is stored with it`);
  return attempt.versions;
}

interface NewRecord {
  readonly _id: unknown;
  readonly version: number;
}

/**
 * From now on every new record and every new version that models of this schema store asks for its event. What leaves the
 * version as it is tells nothing to anybody and asks for none.
 */
export function askForEvents(schema: Schema, kind: string): void {
  told.set(schema, kind);
  schema.pre('insertMany', function (given: unknown) {
    const versions = versionsToTell(this.db, kind);
    for (const { _id, version } of [given].flat() as NewRecord[]) {
      versions.noteReached({ kind, id: String(_id), version });
    }
  });
  schema.pre(['updateOne', 'updateMany'], { document: false, query: true }, function () {
    if (raisesVersion(this)) versionsToTell(this.model.db, kind);
  });
  schema.post(['updateOne', 'updateMany'], { document: false, query: true }, function (result: unknown) {
    const { modifiedCount } = result as { readonly modifiedCount: number };
    if (raisesVersion(this)) versionsToTell(this.model.db, kind).noteChanged(kind, modifiedCount);
  });
  schema.pre('bulkWrite', () => {
    throw new Error(
      `bulkWrite does not say which ${kind} it has changed: use insertMany, updateMany or changeVersioned`,
    );
  });
}

function raisesVersion(query: Query<unknown, unknown>): boolean {
  const { $inc, $set } = (query.getUpdate() ?? {}) as UpdateQuery<{ version: number }>;
  return $inc?.version !== undefined || $set?.version !== undefined;
}
