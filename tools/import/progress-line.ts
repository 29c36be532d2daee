import type { ImportJob } from './import-api.ts';

const LOG_STEP_MS = 5_000;

/** How far a job is, in one line: `deals 3,500 of 8,800`. */
export function progressText({ status, parts, progress }: Pick<ImportJob, 'status' | 'parts' | 'progress'>): string {
  const count = (done: number, total: number | null): string =>
    total === null ? done.toLocaleString('en') : `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
  const { checked } = parts;
  if (status === 'queued') return 'waiting';
  if (progress.total === null) return `checking: ${(checked?.done ?? 0).toLocaleString('en')} rows`;
  const current = Object.entries(parts).find(([, { done, total }]) => total !== null && done < total);
  const part = current ? ` (${current[0]} ${count(current[1].done, current[1].total)})` : '';
  return `loading: ${count(progress.done, progress.total)} records${part}`;
}

/** Shows the progress on one line of a terminal, or now and then in a log. */
export class ProgressLine {
  readonly #output: NodeJS.WriteStream;
  #lastTold = 0;
  #last = '';

  constructor(output: NodeJS.WriteStream = process.stdout) {
    this.#output = output;
  }

  show(text: string): void {
    if (text === this.#last) return;
    if (this.#output.isTTY) this.#output.write(`\r\u001B[2K${text}`);
    else if (Date.now() - this.#lastTold >= LOG_STEP_MS) this.#log(text);
    this.#last = text;
  }

  /** Makes room for what is said next. */
  end(): void {
    if (this.#output.isTTY) this.#output.write('\r\u001B[2K');
  }

  #log(text: string): void {
    this.#output.write(`${text}\n`);
    this.#lastTold = Date.now();
  }
}
