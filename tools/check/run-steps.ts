import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

export interface Step {
  readonly name: string;
  /** Program and arguments, run in the root of the repository. */
  readonly command: readonly [string, ...string[]];
}

interface Finished {
  readonly step: Step;
  readonly succeeded: boolean;
  readonly output: string;
  readonly seconds: number;
}

/** Runs all steps, a few at once, and tells each result as it comes. Returns the exit code: 0 when every step succeeded. */
export async function runSteps(steps: readonly Step[]): Promise<0 | 1> {
  const waiting = [...steps];
  const results: Finished[] = [];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const finished = await runStep(step);
      tell(finished);
      results.push(finished);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  return results.every(({ succeeded }) => succeeded) ? 0 : 1;
}

async function runStep(step: Step): Promise<Finished> {
  const started = performance.now();
  const [program, ...args] = step.command;
  const child = spawn(program === 'node' ? process.execPath : program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const succeeded = await new Promise<boolean>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
  return { step, succeeded, output, seconds: (performance.now() - started) / 1000 };
}

function tell({ step, succeeded, output, seconds }: Finished): void {
  console.log(`${succeeded ? '✓' : '✗'} ${step.name} (${seconds.toFixed(1)} s)`);
  if (!succeeded) console.log(output.trimEnd().replaceAll(/^/gm, '    '));
}
