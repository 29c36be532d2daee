import { setTimeout as pause } from 'node:timers/promises';
import type { Connection, mongo } from 'mongoose';
import { newId } from './ids.ts';

const LEASE_MS = 30_000;
const WAIT_MS = 60_000;
const POLL_MS = 250;

interface Lock {
  readonly _id: string;
  readonly holder: string;
  readonly until: Date;
}

/**
 * Runs the work while no other process of this database runs such work. A holder that died is relieved after 30 s; all
 * moments are those of the database server, since clocks of machines differ.
 *
 * @throws Error when another holder does not finish within a minute.
 */
export async function withMigrationLock<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  const locks = connection.collection<Lock>('locks');
  const holder = newId();
  await acquire(locks, holder);
  const renewal = setInterval(() => void take(locks, holder).catch(() => false), LEASE_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await locks.deleteOne({ _id: 'migrations', holder });
  }
}

async function acquire(locks: mongo.Collection<Lock>, holder: string): Promise<void> {
  const giveUpAt = Date.now() + WAIT_MS;
  while (!(await take(locks, holder))) {
    if (Date.now() >= giveUpAt) throw new Error('Another process has been migrating this database for over a minute');
    await pause(POLL_MS);
  }
}

/** Takes the lock when it is free, prolongs it when it is ours; tells whether we hold it. */
async function take(locks: mongo.Collection<Lock>, holder: string): Promise<boolean> {
  const available = { $or: [{ $eq: ['$holder', holder] }, { $lt: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] }] };
  const lock = await locks.findOneAndUpdate(
    { _id: 'migrations' },
    [
      {
        $set: {
          holder: { $cond: [available, holder, '$holder'] },
          until: { $cond: [available, { $add: ['$$NOW', LEASE_MS] }, '$until'] },
        },
      },
    ],
    { upsert: true, returnDocument: 'after' },
  );
  return lock?.holder === holder;
}
