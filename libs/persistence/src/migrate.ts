import type { Connection } from 'mongoose';
import { withMigrationLock } from './migration-lock.ts';
import { asMigration } from './migration-mark.ts';

/*
 * migrate-mongo was looked at: it finds migrations by reading a folder at run time and a configuration of its own, and
 * gives them the driver's database. Ours are imported, hence type-checked and compiled with the service.
 */

/** One change of stored data that a new version of the service needs. */
export interface Migration {
  /** Sorts by the day it was written: `2026-11-22-add-deal-currency`. Never changes once released. */
  readonly id: string;
  /** May be run again after having been killed half-way, so it has the same effect however often it runs. */
  up(connection: Connection): Promise<void>;
}

interface AppliedMigration {
  readonly _id: string;
  readonly appliedAt: Date;
}

/**
 * Applies those migrations that this database has not seen, in the order of their ids. Several processes may start it
 * at once.
 *
 * @returns the ids of those applied now.
 */
export function migrate(connection: Connection, migrations: readonly Migration[]): Promise<string[]> {
  const ordered = migrations.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  assertUniqueIds(ordered);
  return withMigrationLock(connection, async () => {
    const applied = connection.collection<AppliedMigration>('migrations');
    const done = new Set((await applied.find().toArray()).map(({ _id }) => _id));
    const due = ordered.filter(({ id }) => !done.has(id));
    for (const migration of due) {
      await asMigration(() => migration.up(connection));
      await applied.insertOne({ _id: migration.id, appliedAt: new Date() });
    }
    return due.map(({ id }) => id);
  });
}

function assertUniqueIds(ordered: readonly Migration[]): void {
  const repeated = ordered.find(({ id }, index) => id === ordered[index + 1]?.id);
  if (repeated) throw new Error(`Two migrations have the id ${repeated.id}`);
}
