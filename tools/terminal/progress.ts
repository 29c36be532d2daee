import { StepBoard } from './step-board.ts';

/** Where the commands tell people what they are doing. */
export interface Progress {
  line(text: string): void;
  /** Runs the work under a label: its running time is shown while it lasts, its outcome (or the label) when it is done. */
  step<Result>(label: string, work: () => Promise<Result>, outcome?: (result: Result) => string): Promise<Result>;
}

/** Progress on a terminal (one live line of the steps that run) or in a log (a line now and then). */
export function terminalProgress(output: NodeJS.WriteStream = process.stdout): Progress {
  const board = new StepBoard(output);
  return {
    line: (text) => board.print(text),
    step: async (label, work, outcome) => {
      const started = performance.now();
      const finish = board.begin(label);
      try {
        const result = await work();
        finish();
        board.print(`✓ ${outcome?.(result) ?? label} (${seconds(performance.now() - started)})`);
        return result;
      } finally {
        finish();
      }
    },
  };
}

/** Progress that is told to nobody, for tests. */
export const silentProgress: Progress = { line: () => undefined, step: (_label, work) => work() };

/** A duration as people read it: `0.4 s`, `12 s`. */
export function seconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
}
