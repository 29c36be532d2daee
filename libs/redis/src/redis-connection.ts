import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { within } from '@crm/kernel';
import { createClient } from 'redis';

export type RedisClient = ReturnType<typeof newClient>;

const CONNECT_LIMIT_MS = 20_000;
const CLOSE_LIMIT_MS = 2000;

/**
 * The connection of this process to Redis. When Redis goes away later, commands fail at once instead of waiting, so that
 * whoever can do without it goes on; the connection comes back by itself.
 */
@Injectable()
export class RedisConnection implements OnApplicationShutdown {
  private readonly duplicates: RedisClient[] = [];

  constructor(
    private readonly url: string,
    readonly client: RedisClient,
  ) {}

  /** @throws Error when Redis does not answer within 20 s, or might evict what it was given to keep. */
  static async open(url: string): Promise<RedisConnection> {
    const client = await connect(url, { disableOfflineQueue: true });
    await assertKeepsEverything(client).catch((error: unknown) => {
      client.destroy();
      throw error;
    });
    return new RedisConnection(url, client);
  }

  /**
   * A further connection, closed together with this one. BullMQ's workers need one whose commands wait for Redis to
   * come back; a subscriber needs one because it can do nothing else.
   */
  async duplicate(options: { readonly disableOfflineQueue: boolean }): Promise<RedisClient> {
    const client = await connect(this.url, options);
    this.duplicates.push(client);
    return client;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.duplicates, this.client].map(close));
  }
}

function newClient(url: string, { disableOfflineQueue }: { readonly disableOfflineQueue: boolean }) {
  return createClient({ url, disableOfflineQueue, socket: { connectTimeout: 5000 } });
}

async function connect(url: string, options: { readonly disableOfflineQueue: boolean }): Promise<RedisClient> {
  const client = newClient(url, options);
  let lastError: Error | undefined;
  client.on('error', (error: Error) => {
    if (lastError?.message !== error.message) new Logger(RedisConnection.name).error(`Redis: ${error.message}`);
    lastError = error;
  });
  client.on('ready', () => (lastError = undefined));
  try {
    await within(CONNECT_LIMIT_MS, client.connect());
  } catch (error) {
    client.destroy();
    throw new Error(`Redis cannot be reached: ${lastError?.message ?? String(error)}`, { cause: error });
  }
  return client;
}

/** Queues keep their jobs in Redis alone for a while: a Redis that drops keys when memory is short would lose them. */
async function assertKeepsEverything(client: RedisClient): Promise<void> {
  const policy = /^maxmemory_policy:(\S+)/m.exec(await client.info('memory'))?.[1];
  if (policy === 'noeviction') return;
  throw new Error(`Redis has maxmemory-policy ${policy}: set it to noeviction in redis.conf, or jobs may be lost`);
}

async function close(client: RedisClient): Promise<void> {
  if (!client.isOpen) return;
  if (client.isReady) await within(CLOSE_LIMIT_MS, client.close()).catch(() => client.destroy());
  else client.destroy();
}
