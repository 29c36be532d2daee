import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Entry, readJournal } from '../journal.ts';
import type { LoadOptions } from './options.ts';

/** A load that runs in a process of its own. */
export class LoadProcess {
  /** Raised when no new request is sent any more. */
  readonly over: AbortSignal;
  readonly #child: ChildProcess;
  readonly #options: LoadOptions;
  readonly #exited: Promise<unknown[]>;

  private constructor(child: ChildProcess, options: LoadOptions) {
    const over = new AbortController();
    this.over = over.signal;
    this.#child = child;
    this.#options = options;
    this.#exited = once(child, 'exit');
    child.on('message', (word) => word === 'over' && over.abort());
    child.once('exit', () => over.abort());
  }

  /** Fulfilled when the first request is about to be sent. */
  static async start(options: LoadOptions): Promise<LoadProcess> {
    const child = fork(join(import.meta.dirname, 'main.ts'), [JSON.stringify(options)]);
    const load = new LoadProcess(child, options);
    await Promise.race([once(child, 'message'), load.#exited]);
    return load;
  }

  /** Ends a load that has no length of its own; another one goes on for as long as it was to last. */
  end(): void {
    if (this.#options.seconds === null && this.#child.connected) this.#child.send('enough');
  }

  /** Waits until every outcome is known or given up. @throws Error when the process ended in another way */
  async finished(): Promise<Entry[]> {
    const [code] = await this.#exited;
    if (code !== 0) throw new Error(`The load ended with ${String(code)}`);
    return readJournal(this.#options.journal);
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }
}
