import type { Connection } from 'mongoose';

const WANTED_SECONDS = 5;

/**
 * What is to be said when a killed process would keep the records of its open transaction locked for longer than 5 s (M7).
 * It is no reason not to start: not everybody may set parameters of his server, or even read them.
 */
export async function warningOfLongTransactions(connection: Connection): Promise<string | undefined> {
  const seconds = await lifetimeSeconds(connection);
  if (seconds !== undefined && seconds <= WANTED_SECONDS) return undefined;
  const found = seconds === undefined ? 'cannot be read' : `is ${seconds}`;
  return (
    `transactionLifetimeLimitSeconds of MongoDB ${found}: a service that is killed may keep records locked that long. ` +
    `Start mongod with --setParameter transactionLifetimeLimitSeconds=${WANTED_SECONDS}`
  );
}

/** Undefined where the server does not tell: a router, or a user without the right to ask. */
async function lifetimeSeconds(connection: Connection): Promise<number | undefined> {
  try {
    const question = { getParameter: 1, transactionLifetimeLimitSeconds: 1 };
    const answer: unknown = await connection.db?.admin().command(question);
    return readSeconds(answer);
  } catch {
    return undefined;
  }
}

const readSeconds = (answer: unknown): number | undefined =>
  typeof answer === 'object' && answer !== null && 'transactionLifetimeLimitSeconds' in answer
    ? Number(answer.transactionLifetimeLimitSeconds)
    : undefined;
