import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { repositoryRoot } from '../repository.ts';
import type { Outcome } from './outcome.ts';

const program = join(repositoryRoot, 'tools', 'check.ts');

/** Runs the static checks with their output on the terminal. Each step that fails is one failure; those that succeed are not tests. */
export async function runCheck(signal: AbortSignal): Promise<Outcome> {
  const child = spawn(process.execPath, [program], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    process.stdout.write(chunk);
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', resolve);
  });
  signal.throwIfAborted();
  return { passed: 0, failed: countFailures(output, code === 0), skipped: 0 };
}

/** The check tells each failed step on a line that begins with a cross; without such a line it has failed as a whole. */
export function countFailures(output: string, succeeded: boolean): number {
  if (succeeded) return 0;
  return Math.max(1, output.split('\n').filter((line) => line.startsWith('✗ ')).length);
}
