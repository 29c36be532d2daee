import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { waitUntil } from '../processes/wait-until.ts';
import { repositoryRoot } from '../repository.ts';
import { oneFailure, sumOutcomes, toOutcome, type JestResults, type Outcome } from './outcome.ts';

export type Ring = 'unit' | 'int' | 'e2e';

export interface RingOptions {
  ring: Ring;
  /** Where Jest writes its results. */
  directory: string;
  environment: NodeJS.ProcessEnv;
  /** How many spec files run side by side, where the ring does not say it. */
  workers?: number;
  forJest: string[];
  signal: AbortSignal;
}

/** What an interrupted ring gets before it is ended by force. */
const GRACE_MS = 5_000;

const jest = join(repositoryRoot, 'node_modules', 'jest', 'bin', 'jest.js');
const argumentsOfRing: Record<Ring, string[]> = {
  unit: ['--maxWorkers=100%'],
  // Tests that make MongoDB fail take turns: its fail point is one for all.
  int: ['--maxWorkers=100%', '--testTimeout=120000'],
  e2e: ['--testTimeout=120000'],
};

/** Runs one ring of tests with its output on the terminal. */
export async function runRing(options: RingOptions): Promise<Outcome> {
  const results = join(options.directory, `${options.ring}.json`);
  const child = startJest(options, results);
  try {
    await waitUntil(() => hasExited(child) || existsSync(results), { timeout: Infinity, signal: options.signal });
  } catch (interruption) {
    await endGroup(child);
    throw interruption;
  }
  const leaked = !(await exitsSoon(child));
  if (!existsSync(results)) return tell(`${options.ring}: Jest ended without results`, oneFailure);
  const outcome = toOutcome(readResults(results));
  if (outcome.passed + outcome.failed + outcome.skipped === 0)
    console.log(`There is no test in the ring ${options.ring}.`);
  return leaked
    ? tell(`${options.ring}: something was left open, Jest did not end`, sumOutcomes([outcome, oneFailure]))
    : outcome;
}

function startJest(options: RingOptions, results: string): ChildProcess {
  const { ring, directory, environment, workers, forJest } = options;
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const common = ['--selectProjects', ring, '--passWithNoTests', '--json', `--outputFile=${results}`];
  if (workers !== undefined) common.push(`--maxWorkers=${workers}`);
  const temporary = join(directory, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const child = spawn(process.execPath, [...node, jest, ...common, ...argumentsOfRing[ring], ...forJest], {
    cwd: repositoryRoot,
    // What tests put into temporary directories, servers with their process ids above all, is found and cleared with this run's own.
    env: { ...environment, TMPDIR: temporary },
    // With --json Jest also prints the results; people read its reporter, which writes to the other stream.
    stdio: ['ignore', 'ignore', 'inherit'],
    // A group of its own, which is ended as a whole: workers of Jest outlive it, and go on starting programs.
    detached: true,
  });
  child.on('error', () => undefined);
  return child;
}

/** After the results are written Jest ends within moments, unless a test has left a connection or a timer open. */
async function exitsSoon(child: ChildProcess): Promise<boolean> {
  const isSoon = await waitUntil(() => hasExited(child), { timeout: 15_000 });
  if (!isSoon) sendGroup(child, 'SIGKILL');
  return isSoon;
}

/** Ends Jest, its workers and what they run. Servers and services of tests have sessions of their own; their ids are written down. */
async function endGroup(child: ChildProcess): Promise<void> {
  sendGroup(child, 'SIGTERM');
  if (await waitUntil(() => !sendGroup(child, 0), { timeout: GRACE_MS })) return;
  sendGroup(child, 'SIGKILL');
  await waitUntil(() => !sendGroup(child, 0), { timeout: GRACE_MS });
}

/** Whether there was anybody to send it to. */
function sendGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function readResults(file: string): JestResults {
  return JSON.parse(readFileSync(file, 'utf8')) as JestResults;
}

function tell(text: string, outcome: Outcome): Outcome {
  console.error(`✗ ${text}`);
  return outcome;
}
