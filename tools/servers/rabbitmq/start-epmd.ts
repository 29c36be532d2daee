import { dirname, join } from 'node:path';

import { askPort } from '../../ports/ask-port.ts';
import { findProgram, isExecutable } from '../../processes/find-program.ts';
import { ServerProcess } from '../../processes/server-process.ts';
import { ExpectedTrouble } from '../../terminal/expected-trouble.ts';

export interface Epmd {
  port: number;
  stop(): Promise<void>;
}

/**
 * Starts Erlang's port mapper for our nodes alone. Without it the first node starts one on the well-known port,
 * which belongs to the whole machine and stays behind when the node ends.
 */
export async function startEpmd(options: {
  directory: string;
  port: number;
  signal?: AbortSignal | undefined;
}): Promise<Epmd> {
  const { directory, port, signal } = options;
  const server = await ServerProcess.start({
    title: "Erlang's port mapper (epmd)",
    command: findEpmd(),
    args: ['-port', String(port), '-address', '127.0.0.1'],
    port,
    directory,
    fileName: 'epmd',
  });
  await server.untilReady(() => tellsNames(port), { timeout: 10_000, signal });
  return { port, stop: () => server.stop(5_000) };
}

/** The request for the names of all nodes: a length of one byte, and that byte. */
async function tellsNames(port: number): Promise<boolean> {
  return (await askPort(port, '\u0000\u0001n')) !== undefined;
}

function findEpmd(): string {
  const erl = findProgram('erl');
  const besideErl = erl === undefined ? undefined : join(dirname(erl), 'epmd');
  const epmd = besideErl !== undefined && isExecutable(besideErl) ? besideErl : findProgram('epmd');
  if (epmd === undefined)
    throw new ExpectedTrouble('Erlang (epmd), which RabbitMQ runs on, is not on PATH: add its bin directory.');
  return epmd;
}
