import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';

import { steps } from '../check/steps.ts';
import { repositoryRoot } from '../repository.ts';
import { KeptOutput } from './kept-output.ts';
import type { Outcome } from './outcome.ts';

const program = join(repositoryRoot, 'tools', 'check.ts');

export interface CheckOptions {
  signal: AbortSignal;
  /** The tests that run at the same time: it takes what they leave of the processors, and tells nothing before they are done. */
  beside?: Promise<unknown> | undefined;
}

/** Runs the static checks with their output on the terminal. Each step that fails is one failure; those that succeed are not tests. */
export async function runCheck({ signal, beside }: CheckOptions): Promise<Outcome> {
  const child = spawn(process.execPath, [program], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
  });
  if (beside && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const output = new KeptOutput((text) => process.stdout.write(text));
  child.stdout.on('data', (chunk: Buffer) => output.add(chunk.toString()));
  const tellAll = (): void => output.open(`\n── check ──\n${beside ? tellLeft(output.text) : ''}`);
  void (beside ?? Promise.resolve()).then(tellAll, () => undefined);
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', resolve);
  });
  signal.throwIfAborted();
  await beside;
  tellAll();
  return { passed: 0, failed: countFailures(output.text, code === 0), skipped: 0 };
}

/** The check tells each failed step on a line that begins with a cross; without such a line it has failed as a whole. */
export function countFailures(output: string, succeeded: boolean): number {
  if (succeeded) return 0;
  return Math.max(1, output.split('\n').filter((line) => line.startsWith('✗ ')).length);
}

/** The steps that have not told their outcome. */
export function stepsLeft(output: string): string[] {
  const told = output.split('\n').map((line) => /^[✓✗] (.*) \(/.exec(line)?.[1]);
  return steps.map(({ name }) => name).filter((name) => !told.includes(name));
}

function tellLeft(output: string): string {
  const left = stepsLeft(output);
  return left.length === 0 ? '' : `still at work: ${left.join(', ')}\n`;
}
