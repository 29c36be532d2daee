import { buildAll } from '../build/build-all.ts';
import { bringUpServers } from '../servers/bring-up-servers.ts';
import type { RunningServers } from '../servers/server-types.ts';
import { terminalProgress } from '../terminal/progress.ts';
import { findChromium } from './find-chromium.ts';
import type { Outcome } from './outcome.ts';
import { runCheck } from './run-check.ts';
import { runRing, type Ring } from './run-ring.ts';
import type { TestPart } from './test-arguments.ts';

export interface TestRunOptions {
  directory: string;
  forJest: string[];
  signal: AbortSignal;
}

/** One run of `npm test`: its servers are started when the first part needs them and serve all others. */
export class TestRun {
  readonly #options: TestRunOptions;
  readonly #report = terminalProgress();
  #servers: RunningServers | undefined;

  constructor(options: TestRunOptions) {
    this.#options = options;
  }

  async part(part: TestPart): Promise<Outcome> {
    switch (part) {
      case 'check':
        return await runCheck(this.#options.signal);
      case 'unit':
        return await this.#ring('unit', {});
      case 'int':
        return await this.#ring('int', await this.#serverVariables());
      case 'e2e':
        return await this.#wholeSystem();
    }
  }

  async stop(): Promise<void> {
    await this.#servers?.stop();
  }

  #ring(ring: Ring, variables: Record<string, string>): Promise<Outcome> {
    return runRing({ ...this.#options, ring, environment: { ...process.env, ...variables } });
  }

  /** These tests start the built services, and a browser. */
  async #wholeSystem(): Promise<Outcome> {
    await buildAll(this.#report, this.#options.signal);
    const chromium = await findChromium(this.#report, this.#options.signal);
    return this.#ring('e2e', { ...(await this.#serverVariables()), CHROMIUM_PATH: chromium });
  }

  async #serverVariables(): Promise<Record<string, string>> {
    const { directory, signal } = this.#options;
    this.#servers ??= await bringUpServers({ directory, ports: 'free', purpose: 'test', report: this.#report, signal });
    const { mongodbUri, rabbitmqUrl, redisUrl } = this.#servers;
    return { MONGODB_URI: mongodbUri, RABBITMQ_URL: rabbitmqUrl, REDIS_URL: redisUrl };
  }
}
