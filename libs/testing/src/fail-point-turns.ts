import { setTimeout as pause } from 'node:timers/promises';
import { isDuplicateKey } from '@crm/persistence';
import type { Connection } from 'mongoose';

const POLL_MS = 10;
/** After so long a test file that ended without healing MongoDB is not waited for. */
const LEASE_MS = 60_000;

interface Turn {
  readonly _id: string;
  readonly holder: string;
  readonly until: Date;
}

const holding = new WeakSet<Connection>();

const turns = (connection: Connection) => connection.getClient().db('test-turns').collection<Turn>('turns');

/** MongoDB has one fail point for commands, and test files that run side by side share MongoDB: each waits for its turn. */
export async function takeTurn(connection: Connection): Promise<void> {
  while (!holding.has(connection)) {
    if (await isOurs(connection)) holding.add(connection);
    else await pause(POLL_MS);
  }
}

/** Gives the turn back, once the fail point is off. */
export async function endTurn(connection: Connection): Promise<void> {
  if (holding.delete(connection)) await turns(connection).deleteOne({ holder: connection.name });
}

export const hasTurn = (connection: Connection): boolean => holding.has(connection);

async function isOurs(connection: Connection): Promise<boolean> {
  const now = Date.now();
  const taken = { holder: connection.name, until: new Date(now + LEASE_MS) };
  try {
    const free = { _id: 'failCommand', until: { $lt: new Date(now) } };
    await turns(connection).updateOne(free, { $set: taken }, { upsert: true });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
