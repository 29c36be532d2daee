import type { RedisClient } from '@crm/redis';
import { createNodeRedisClient, type IRedisClient } from 'bullmq';

/** The form in which BullMQ takes a client of `redis`. It passes on the client's errors, which nobody else may be hearing. */
export function bullConnection(client: RedisClient): IRedisClient {
  const connection = createNodeRedisClient(client);
  // An 'error' event without a listener ends the process. RedisConnection has logged it already.
  connection.on('error', () => {});
  return connection;
}

/** That every queue and worker notices the absence of Redis too is no news. */
export function logUnlessAway(connection: IRedisClient, log: () => void): void {
  if (connection.status === 'ready') log();
}
