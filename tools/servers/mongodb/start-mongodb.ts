import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { askPort } from '../../ports/ask-port.ts';
import { ServerProcess } from '../../processes/server-process.ts';
import type { LocalServerOptions, RunningServer, ServerPurpose } from '../server-types.ts';
import { startReplicaSet } from './replica-set.ts';

export interface MongodOptions extends LocalServerOptions {
  replicaSet: string;
}

/** Starts one MongoDB that is a replica set of its own, for transactions need one. */
export async function startMongodb(options: LocalServerOptions): Promise<RunningServer> {
  const replicaSet = 'crm';
  const server = await startMongod({ ...options, replicaSet });
  try {
    await startReplicaSet(replicaSet, options.port, options.signal);
  } catch (failure) {
    await server.stop();
    throw failure;
  }
  return {
    url: `mongodb://127.0.0.1:${options.port}/?replicaSet=${replicaSet}`,
    dataDirectory: options.directory,
    exited: server.exited,
    stop: () => server.stop(),
  };
}

/** Starts a member of a replica set that is not initiated yet. */
export async function startMongod(options: MongodOptions): Promise<ServerProcess> {
  const { binary, directory, port, signal } = options;
  const data = join(directory, 'data');
  mkdirSync(data, { recursive: true });
  const server = await ServerProcess.start({
    title: 'MongoDB',
    command: binary,
    args: [...mongodArguments(options), '--dbpath', data],
    port,
    directory,
    fileName: 'mongodb',
  });
  await server.untilReady(() => isListening(port), { timeout: 60_000, signal });
  return server;
}

function mongodArguments({ port, replicaSet, purpose }: MongodOptions): string[] {
  return [
    ...['--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
    ...['--replSet', replicaSet, '--oplogSize', '512'],
    ...parameters(purpose).flatMap((parameter) => ['--setParameter', parameter]),
    ...(purpose === 'test' ? ['--wiredTigerCacheSizeGB', '0.5'] : []),
  ];
}

function parameters(purpose: ServerPurpose): string[] {
  const always = ['transactionLifetimeLimitSeconds=5', 'diagnosticDataCollectionEnabled=false'];
  return purpose === 'test' ? [...always, 'enableTestCommands=1'] : always;
}

/** An HTTP request is the shortest question to which MongoDB has an answer: that it speaks another protocol. */
async function isListening(port: number): Promise<boolean> {
  return (await askPort(port, 'GET / HTTP/1.0\r\n\r\n')) !== undefined;
}
