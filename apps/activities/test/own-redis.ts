import { connect, createServer, type Socket } from 'node:net';
import { testServers } from '@crm/testing';

/**
 * Lets the spec file work in a Redis database of its own, which it may empty without disturbing others. To be called
 * before the service is started.
 */
export function useOwnRedisDatabase(number: number): void {
  const url = new URL(testServers().redisUrl);
  url.pathname = `/${number}`;
  process.env.REDIS_URL = url.href;
}

export interface CuttableRedis {
  /** Ends all connections and takes no new ones. */
  cut(): void;
  restore(): void;
  close(): Promise<void>;
}

/** Puts a line between the service and Redis that can be cut, as a network or a dying Redis would. */
export async function useCuttableRedis(): Promise<CuttableRedis> {
  const url = new URL(testServers().redisUrl);
  const target = { host: url.hostname, port: Number(url.port || 6379) };
  const sockets = new Set<Socket>();
  let isCut = false;
  const proxy = createServer((socket) => {
    if (isCut) {
      socket.destroy();
      return;
    }
    const upstream = connect(target);
    for (const [end, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      sockets.add(end);
      end.on('error', () => undefined).on('close', () => other.destroy());
      end.pipe(other);
    }
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  url.host = `127.0.0.1:${portOf(proxy.address())}`;
  process.env.REDIS_URL = url.href;
  const endAll = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    cut: () => {
      isCut = true;
      endAll();
    },
    restore: () => (isCut = false),
    close: () => {
      endAll();
      return new Promise((closed) => proxy.close(() => closed()));
    },
  };
}

const portOf = (address: ReturnType<ReturnType<typeof createServer>['address']>): number =>
  typeof address === 'object' && address ? address.port : 0;
