import { setTimeout as pause } from 'node:timers/promises';
import { mongo, type Connection } from 'mongoose';
import { disturbMongo, healMongo } from './mongo-failures.ts';

const WRITES = ['insert', 'update', 'delete', 'findAndModify'];
const WRITE_CONFLICT = 112;
const NO_SUCH_TRANSACTION = 251;
const WRITE_CONCERN_FAILED = 64;
const HOST_UNREACHABLE = 6;

/** What an election, a conflict or a lost answer makes of a transaction. The server knows one failure at a time. */
const failures: readonly object[] = [
  {
    failCommands: [...WRITES, 'commitTransaction'],
    errorCode: WRITE_CONFLICT,
    errorLabels: ['TransientTransactionError'],
  },
  { failCommands: WRITES, errorCode: NO_SUCH_TRANSACTION, errorLabels: ['TransientTransactionError'] },
  {
    failCommands: ['commitTransaction'],
    errorCode: HOST_UNREACHABLE,
    errorLabels: ['UnknownTransactionCommitResult'],
  },
  // This one is carried out, and reported as if it might not have been.
  {
    failCommands: ['commitTransaction'],
    writeConcernError: { code: WRITE_CONCERN_FAILED, errmsg: 'waiting for replication timed out' },
    errorLabels: ['UnknownTransactionCommitResult'],
  },
  { failCommands: ['commitTransaction'], closeConnection: true },
];
const EACH_LASTS_MS = 25;

/**
 * Makes each command that writes fail with this probability, in turn in each of the ways that there are.
 *
 * @returns ends it, and tells how many commands have failed.
 */
export function startMongoStorm(connection: Connection, activationProbability: number): () => Promise<number> {
  const storm = { over: false };
  const failed = countFailures(connection);
  const blow = async (): Promise<void> => {
    for (let turn = 0; !storm.over; turn += 1) {
      await insist(() => disturbMongo(connection, { activationProbability }, { ...failures[turn % failures.length] }));
      await pause(EACH_LASTS_MS);
      await insist(() => healMongo(connection));
    }
  };
  const blowing = blow();
  return async () => {
    storm.over = true;
    await blowing;
    return failed();
  };
}

/** The links that the storm drops are those that it is made through. */
async function insist(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof mongo.MongoNetworkError)) throw error;
    }
  }
}

function countFailures(connection: Connection): () => number {
  let failures = 0;
  const client = connection.getClient();
  const failed = (): void => {
    failures += 1;
  };
  const succeeded = ({ reply }: { reply: object }): void => {
    if ('writeConcernError' in reply) failed();
  };
  client.on('commandFailed', failed).on('commandSucceeded', succeeded);
  return () => {
    client.off('commandFailed', failed).off('commandSucceeded', succeeded);
    return failures;
  };
}
