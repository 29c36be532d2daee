import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { ServerProcess } from '../processes/server-process.ts';
import { repositoryRoot } from '../repository.ts';
import { describeFailure } from '../terminal/expected-trouble.ts';
import { countCrashes, restartPause } from './restart-pause.ts';
import type { ServiceName } from './service-names.ts';

export interface ServiceOptions {
  name: ServiceName;
  port: number;
  environment: NodeJS.ProcessEnv;
  logDirectory: string;
  /** Whether a crash is answered by a new start. */
  supervised: boolean;
  /** The pause before that (milliseconds), when there have been so many crashes in a row; a growing one by default. */
  pauseAfter?: (crashes: number) => number;
  /** Whether its first start goes on with the log that is there. */
  keepsLog?: boolean;
  tell: (line: string) => void;
  /** Called when another process has taken the place of the first. */
  onRestart: () => void;
}

const readyTimeout = 120_000;
const stopGrace = 25_000;

/** One of our four programs: started, watched, started again after a crash with a growing pause. */
export class SupervisedService {
  readonly url: string;
  readonly #options: ServiceOptions;
  #process: ServerProcess | undefined;
  #launching: Promise<ServerProcess> | undefined;
  #crashes = 0;
  /** Raised when it is meant to be down: ends a pause before a new start. */
  #down = new AbortController();

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.url = `http://127.0.0.1:${options.port}`;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Starts the program and waits until it is ready to work; from then on it is watched. */
  async start(signal?: AbortSignal): Promise<void> {
    this.#down = new AbortController();
    const process = await this.#launch(this.#options.keepsLog ?? false);
    await process.untilReady(() => this.isReady(), { timeout: readyTimeout, signal });
    if (this.#options.supervised) void this.#watch(process, this.#down.signal);
  }

  /** Sends a signal to the program; says whether it was running. */
  kill(signal: NodeJS.Signals): boolean {
    return this.#process?.send(signal) ?? false;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
    this.#options.onRestart();
  }

  async stop(): Promise<void> {
    this.#down.abort();
    const process = await this.#launching?.catch(() => undefined);
    await process?.stop(stopGrace);
  }

  async #launch(continuesLog: boolean): Promise<ServerProcess> {
    const { name, port, environment, logDirectory } = this.#options;
    this.#launching = ServerProcess.start({
      title: `The service ${name}`,
      command: process.execPath,
      // Twice eight MiB for what lives briefly, where Node takes what it likes: a service is a quarter smaller, and no slower.
      args: ['--enable-source-maps', '--max-semi-space-size=8', join(repositoryRoot, 'apps', name, 'dist', 'main.js')],
      environment,
      port,
      directory: logDirectory,
      fileName: name,
      continuesLog,
    });
    this.#process = await this.#launching;
    return this.#process;
  }

  async #watch(first: ServerProcess, down: AbortSignal): Promise<void> {
    let current: ServerProcess | undefined = first;
    while (current !== undefined) {
      const since = performance.now();
      const how = await current.exited;
      if (down.aborted) return;
      this.#crashes = countCrashes(this.#crashes, performance.now() - since);
      current = await this.#startAgain(`has ended unexpectedly (${how})`, down);
    }
  }

  /** Tries until it succeeds; undefined when the service is meant to be down by then. */
  async #startAgain(what: string, down: AbortSignal): Promise<ServerProcess | undefined> {
    const { name, tell, onRestart, pauseAfter = restartPause } = this.#options;
    const wait = pauseAfter(this.#crashes);
    tell(`! ${name} ${what}. It is started again in ${wait / 1000} s.`);
    try {
      await pause(wait, undefined, { signal: down });
      const process = await this.#launch(true);
      onRestart();
      tell(`✓ ${name} is started again (process ${process.pid})`);
      return process;
    } catch (failure) {
      if (down.aborted) return undefined;
      this.#crashes += 1;
      return this.#startAgain(`could not be started again: ${describeFailure(failure)}`, down);
    }
  }

  /** Whether the program says of itself that it can take work. */
  async isReady(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2_000) });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }
}
