import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { buildAll } from '../build/build-all.ts';
import { lockDirectory } from '../processes/directory-lock.ts';
import { endLeftovers } from '../processes/leftovers.ts';
import { crmDirectory } from '../repository.ts';
import { describeFailure } from '../terminal/expected-trouble.ts';
import { onInterrupt } from '../terminal/interrupt.ts';
import { seconds, terminalProgress } from '../terminal/progress.ts';
import { removeRunningFile, writeRunningFile } from './running-file.ts';
import type { RunningStack } from './running-stack.ts';
import { parseStartArguments, type StartArguments } from './start-arguments.ts';
import { startStack } from './start-stack.ts';
import { ensureServicePortsFree, readPorts } from './stack-ports.ts';
import { welcome } from './welcome.ts';

const report = terminalProgress();
const interrupt = onInterrupt();
const logDirectory = join(crmDirectory, 'logs');
const mailDirectory = join(crmDirectory, 'mail');

/** `npm start`: the whole system on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const { demo, fresh } = parseStartArguments(process.argv.slice(2));
  const unlock = lockDirectory(crmDirectory);
  try {
    const stack = await start({ demo, fresh });
    await interrupt.happened;
    await stop(stack);
  } finally {
    unlock();
  }
}

async function start({ demo, fresh }: StartArguments): Promise<RunningStack> {
  const { signal } = interrupt;
  const startedAt = new Date();
  const directory = join(crmDirectory, demo ? 'demo' : 'empty');
  const ports = readPorts(process.env);
  await clearAway(directory, fresh);
  await ensureServicePortsFree(ports);
  await buildAll(report, signal);
  const databasePrefix = demo ? 'crm' : 'crm_empty';
  const places = { directory, logDirectory, mailDirectory };
  const stack = await startStack({ ...places, ports, demo, report, signal, databasePrefix });
  writeRunningFile(stack, startedAt);
  stack.onChange(() => writeRunningFile(stack, startedAt));
  report.line(welcome(stack, { demo, logDirectory, mailDirectory, took: Date.now() - commandStart() }));
  return stack;
}

/** What a start that was killed has left running, and on wish the data of earlier starts. */
async function clearAway(directory: string, fresh: boolean): Promise<void> {
  await Promise.all([endLeftovers(logDirectory), endLeftovers(directory)]);
  removeRunningFile();
  if (!fresh) return;
  for (const old of [directory, mailDirectory]) rmSync(old, { recursive: true, force: true });
}

async function stop(stack: RunningStack): Promise<void> {
  const since = performance.now();
  report.line('\nStopping: the services first, then the servers.');
  await stack.stop();
  removeRunningFile();
  report.line(`Everything is stopped (${seconds(performance.now() - since)}).`);
}

/** When the command was given, before anything was installed. */
function commandStart(): number {
  return Number(process.env['COMMAND_STARTED_AT'] ?? performance.timeOrigin);
}

try {
  await main();
} catch (failure) {
  // What an interruption has broken off fails in its own words, which nobody needs to read.
  console.error(interrupt.signal.aborted ? 'Stopped.' : describeFailure(failure));
  process.exitCode = 1;
}
// Work that was broken off, as the loading of the demo data, may wait for an answer that does not come any more.
process.exit();
