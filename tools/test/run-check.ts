import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';

import { repositoryRoot } from '../repository.ts';
import type { Outcome } from './outcome.ts';

const program = join(repositoryRoot, 'tools', 'check.ts');

export interface CheckOptions {
  signal: AbortSignal;
  /** Whether tests run at the same time: then it takes only what they leave of the processors, and tells everything at its end. */
  isBesideTests: boolean;
}

/** Runs the static checks with their output on the terminal. Each step that fails is one failure; those that succeed are not tests. */
export async function runCheck({ signal, isBesideTests }: CheckOptions): Promise<Outcome> {
  const child = spawn(process.execPath, [program], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
  });
  if (isBesideTests && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (!isBesideTests) process.stdout.write(chunk);
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', resolve);
  });
  signal.throwIfAborted();
  if (isBesideTests) console.log(`\n── check ──\n${output.trimEnd()}`);
  return { passed: 0, failed: countFailures(output, code === 0), skipped: 0 };
}

/** The check tells each failed step on a line that begins with a cross; without such a line it has failed as a whole. */
export function countFailures(output: string, succeeded: boolean): number {
  if (succeeded) return 0;
  return Math.max(1, output.split('\n').filter((line) => line.startsWith('✗ ')).length);
}
