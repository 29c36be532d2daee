import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { within } from '@crm/kernel';
import { createClient } from 'redis';
import { assertNoEviction } from './eviction.ts';

export type RedisClient = ReturnType<typeof newClient>;

const CONNECT_LIMIT_MS = 20_000;
const CLOSE_LIMIT_MS = 2000;
/** Commands without an answer, above which the next one is refused: Redis keeps silent, and who waits would wait in vain. */
const MOST_UNANSWERED = 20_000;

interface ConnectOptions {
  readonly disableOfflineQueue: boolean;
  readonly withinMs: number;
}

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

  /** @throws Error when Redis does not answer in time, or might evict what it was given to keep. */
  static async open(url: string, { withinMs = CONNECT_LIMIT_MS } = {}): Promise<RedisConnection> {
    const client = await connect(url, { disableOfflineQueue: true, withinMs });
    try {
      assertNoEviction(await client.info('memory'));
    } catch (error) {
      client.destroy();
      throw error;
    }
    return new RedisConnection(url, client);
  }

  /**
   * A further connection, closed together with this one. BullMQ's workers need one whose commands wait for Redis to
   * come back; a subscriber needs one because it can do nothing else.
   */
  async duplicate({ disableOfflineQueue }: { readonly disableOfflineQueue: boolean }): Promise<RedisClient> {
    const client = await connect(this.url, { disableOfflineQueue, withinMs: CONNECT_LIMIT_MS });
    this.duplicates.push(client);
    return client;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.duplicates, this.client].map(close));
  }
}

function newClient(url: string, disableOfflineQueue: boolean) {
  const socket = { connectTimeout: 5000 };
  // What fails at once while Redis is away never waits to be sent, unless Redis is frozen: then so many wait and no more.
  // The library would make a timer and a signal for each command instead, which costs more than the command.
  const sentAtOnce = { commandOptions: { timeout: 0 }, commandsQueueMaxLength: MOST_UNANSWERED };
  return createClient({ url, disableOfflineQueue, socket, ...(disableOfflineQueue && sentAtOnce) });
}

async function connect(url: string, { disableOfflineQueue, withinMs }: ConnectOptions): Promise<RedisClient> {
  const client = newClient(url, disableOfflineQueue);
  let lastError: Error | undefined;
  client.on('error', (error: Error) => {
    if (lastError?.message !== error.message) new Logger(RedisConnection.name).error(`Redis: ${error.message}`);
    lastError = error;
  });
  client.on('ready', () => (lastError = undefined));
  try {
    await within(withinMs, client.connect());
  } catch (error) {
    client.destroy();
    throw new Error(`Redis cannot be reached: ${lastError?.message ?? String(error)}`, { cause: error });
  }
  return client;
}

async function close(client: RedisClient): Promise<void> {
  if (!client.isOpen) return;
  if (client.isReady) await within(CLOSE_LIMIT_MS, client.close()).catch(() => client.destroy());
  else client.destroy();
}
