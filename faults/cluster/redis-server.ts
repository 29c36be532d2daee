import { join } from 'node:path';
import { createClient } from 'redis';
import { findFreePort } from '../../tools/ports/free-ports.ts';
import { localServers } from '../../tools/servers/local-servers.ts';
import type { LocalServerOptions, RunningServer } from '../../tools/servers/server-types.ts';
import { startRedis } from '../../tools/servers/redis/start-redis.ts';
import { killServer } from './kill-server.ts';

/** Redis with its append-only file, which may be emptied, killed and started again. */
export class RedisServer {
  readonly #options: LocalServerOptions;
  #server: RunningServer;

  private constructor(options: LocalServerOptions, server: RunningServer) {
    this.#options = options;
    this.#server = server;
  }

  static async start(directory: string, signal: AbortSignal): Promise<RedisServer> {
    const { redis } = localServers;
    const binary = redis.find() ?? (await redis.install(signal));
    const place = { directory: join(directory, 'redis'), port: await findFreePort() };
    const options: LocalServerOptions = { binary, ...place, purpose: 'test', signal };
    return new RedisServer(options, await startRedis(options));
  }

  get port(): number {
    return this.#options.port;
  }

  get url(): string {
    return this.#server.url;
  }

  async kill(): Promise<void> {
    await killServer(this.#options.directory, 'redis');
  }

  async startAgain(): Promise<void> {
    this.#server = await startRedis(this.#options);
  }

  /** Loses everything, as a Redis without its file would. */
  async empty(): Promise<void> {
    const client = await createClient({ url: this.#server.url }).connect();
    await client.flushAll();
    client.destroy();
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}
