import { join } from 'node:path';

import { askPort } from '../../ports/ask-port.ts';
import { ServerProcess } from '../../processes/server-process.ts';
import type { LocalServerOptions, RunningServer } from '../server-types.ts';

/** Starts a Redis that keeps what it is given (append-only file, nothing evicted). */
export async function startRedis({ binary, directory, port, signal }: LocalServerOptions): Promise<RunningServer> {
  const server = await ServerProcess.start({
    title: 'Redis',
    command: binary,
    args: redisArguments(directory, port),
    port,
    directory,
    fileName: 'redis',
  });
  await server.untilReady(() => isRedisReady(port), { timeout: 30_000, signal });
  return { url: `redis://127.0.0.1:${port}`, exited: server.exited, stop: () => server.stop() };
}

function redisArguments(directory: string, port: number): string[] {
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: join(directory),
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
    save: '',
    daemonize: 'no',
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

/** While its file is read at the start, Redis answers PING with an error. */
async function isRedisReady(port: number): Promise<boolean> {
  const answer = await askPort(port, 'PING\r\n');
  return answer?.toString().startsWith('+PONG') === true;
}
