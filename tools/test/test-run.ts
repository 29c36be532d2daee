import { join } from 'node:path';

import { buildAll } from '../build/build-all.ts';
import { bringUpServers } from '../servers/bring-up-servers.ts';
import { serverVariables, type RunningServers } from '../servers/server-types.ts';
import { terminalProgress } from '../terminal/progress.ts';
import { findChromium } from './find-chromium.ts';
import type { Outcome } from './outcome.ts';
import { runCheck } from './run-check.ts';
import { runRing, type Ring, type RingOptions } from './run-ring.ts';

export interface TestRunOptions {
  directory: string;
  forJest: string[];
  signal: AbortSignal;
}

/** How many specs of the whole system run side by side, each on servers of its own: they wait much, for what is meant to take a while. */
const WHOLE_SYSTEMS = 2;

/** One run of `npm test`: servers are started when the first part needs them and serve all others. */
export class TestRun {
  readonly #options: TestRunOptions;
  readonly #report = terminalProgress();
  readonly #servers: RunningServers[] = [];

  constructor(options: TestRunOptions) {
    this.#options = options;
  }

  /** @param beside the tests that run at the same time, if any. */
  check(beside?: Promise<unknown>): Promise<Outcome> {
    return runCheck({ signal: this.#options.signal, beside });
  }

  async ring(ring: Ring): Promise<Outcome> {
    console.log(`\n── ${ring} ──`);
    switch (ring) {
      case 'unit':
        return await this.#ring({ ring: 'unit', environment: {} });
      case 'int':
        return await this.#ring({ ring: 'int', environment: await this.#serversOf(1) });
      case 'e2e':
        return await this.#wholeSystem();
    }
  }

  /** Builds what whole-system tests start; a failure is left to them, who build again. */
  async build(): Promise<void> {
    await buildAll(this.#report, this.#options.signal).catch(() => undefined);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#servers.map((servers) => servers.stop()));
  }

  #ring({ environment, ...ring }: Pick<RingOptions, 'ring' | 'environment' | 'workers'>): Promise<Outcome> {
    return runRing({ ...this.#options, ...ring, environment: { ...process.env, ...environment } });
  }

  /** These tests start the built services, and a browser. */
  async #wholeSystem(): Promise<Outcome> {
    await buildAll(this.#report, this.#options.signal);
    const chromium = await findChromium(this.#report, this.#options.signal);
    const workers = this.#areServersGiven() || this.#options.forJest.length > 0 ? 1 : WHOLE_SYSTEMS;
    const environment = { ...(await this.#serversOf(workers)), CHROMIUM_PATH: chromium };
    return this.#ring({ ring: 'e2e', workers, environment });
  }

  /** Servers that the environment names are the only ones: two whole systems on them would take each other's messages. */
  #areServersGiven(): boolean {
    return Object.values(serverVariables).some((name) => (process.env[name] ?? '') !== '');
  }

  /** The variables that name the servers of each worker of Jest, and the first ones as those of everybody. */
  async #serversOf(workers: number): Promise<Record<string, string>> {
    await this.#haveServers(workers);
    const variables = this.#servers.slice(0, workers).map(toVariables);
    // Those that all share are named once: a test may put its own address in their place.
    if (workers === 1) return { ...variables[0] };
    const ofWorkers = variables.flatMap((one, index) =>
      Object.entries(one).map(([name, value]): [string, string] => [`${name}_OF_WORKER_${index + 1}`, value]),
    );
    return { ...variables[0], ...Object.fromEntries(ofWorkers) };
  }

  /** Brings up, at the same time, what is missing; of a start that fails nothing stays running, the others are stopped in the end. */
  async #haveServers(count: number): Promise<void> {
    const { directory, signal } = this.#options;
    const missing = Array.from({ length: count - this.#servers.length }, (_unused, index) =>
      join(directory, `servers-${this.#servers.length + index + 1}`),
    );
    const starts = missing.map(async (own) => {
      const options = { directory: own, ports: 'free', purpose: 'test', report: this.#report, signal } as const;
      this.#servers.push(await bringUpServers(options));
    });
    const failure = (await Promise.allSettled(starts)).find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
  }
}

const toVariables = ({ mongodbUri, rabbitmqUrl, redisUrl }: RunningServers): Record<string, string> => ({
  [serverVariables.mongodb]: mongodbUri,
  [serverVariables.rabbitmq]: rabbitmqUrl,
  [serverVariables.redis]: redisUrl,
});
