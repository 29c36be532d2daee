import { join } from 'node:path';
import { buildAll } from '../../tools/build/build-all.ts';
import { crmDirectory } from '../../tools/repository.ts';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import { type StackOptions, startStack } from '../../tools/start/start-stack.ts';
import { onInterrupt, unlessAborted } from '../../tools/terminal/interrupt.ts';
import { terminalProgress } from '../../tools/terminal/progress.ts';

export interface StackToMeasure extends Pick<StackOptions, 'gateway' | 'databasePrefix'> {
  /** The name of its folder under `.crm`, where its data stay for the next run. */
  readonly name: string;
}

/** What a bench works with. */
export interface MeasuredStack {
  readonly stack: RunningStack;
  readonly directory: string;
  readonly report: (line: string) => void;
}

/** Starts the whole system for a bench, and stops it when the work is done, has failed, or is broken off with Ctrl-C. */
export async function onStack(
  { name, ...options }: StackToMeasure,
  work: (measured: MeasuredStack) => Promise<void>,
): Promise<void> {
  const { signal } = onInterrupt();
  const report = terminalProgress();
  await buildAll(report);
  const directory = join(crmDirectory, name);
  const stack = await startStack({ ...options, directory, ports: 'free', demo: false, report, signal });
  try {
    await unlessAborted(work({ stack, directory, report: (line) => report.line(line) }), signal);
  } finally {
    await stack.stop();
  }
}
