import { join } from 'node:path';
import { waitUntil } from '../../tools/processes/wait-until.ts';
import { onTopOf } from '../../tools/start/service-environment.ts';
import type { ServiceName } from '../../tools/start/service-names.ts';
import { SupervisedService } from '../../tools/start/supervised-service.ts';

export interface CopyOptions {
  readonly name: ServiceName;
  /** 1, 2 … among the copies of the service. */
  readonly number: number;
  readonly port: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly logDirectory: string;
  readonly tell: (line: string) => void;
}

const MOST_ATTEMPTS = 10;

/** One of the copies of a service. A crash is answered by a new start within a second, as an orchestrator would. */
export class ServiceCopy {
  readonly options: CopyOptions;
  #service: SupervisedService;
  #starts = 0;
  #restarts = 0;

  constructor(options: CopyOptions) {
    this.options = options;
    this.#service = this.#make({});
  }

  get name(): ServiceName {
    return this.options.name;
  }

  get title(): string {
    return `${this.options.name} ${this.options.number}`;
  }

  get url(): string {
    return this.#service.url;
  }

  get pid(): number {
    return this.#service.pid;
  }

  get logFile(): string {
    return join(this.options.logDirectory, `${this.options.name}.log`);
  }

  /** How often it was started again after a crash. */
  get restarts(): number {
    return this.#restarts;
  }

  /** @param variables on top of its usual ones, until it is stopped */
  async start(variables: Readonly<Record<string, string>> = {}, signal?: AbortSignal): Promise<void> {
    this.#service = this.#make(variables);
    this.#starts += 1;
    await this.#service.start(signal);
  }

  /** As `start`, for variables under which it may die before it is ready: that counts as a crash, and it is started again. */
  async startDespiteCrashes(variables: Readonly<Record<string, string>>): Promise<void> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      try {
        await this.start(variables);
        return;
      } catch {
        this.#restarts += 1;
      }
    }
  }

  kill(signal: NodeJS.Signals): boolean {
    return this.#service.kill(signal);
  }

  /** Asks it to end, and waits. Returns how long it took (milliseconds). */
  async stop(): Promise<number> {
    const since = performance.now();
    await this.#service.stop();
    return performance.now() - since;
  }

  isReady(): Promise<boolean> {
    return this.#service.isReady();
  }

  /** Waits until it is ready, or until it is not. Returns how long that took (milliseconds); undefined when it never was. */
  async turns(ready: boolean, timeout: number): Promise<number | undefined> {
    const since = performance.now();
    const isSo = async (): Promise<boolean> => (await this.isReady()) === ready;
    return (await waitUntil(isSo, { timeout, every: 50 })) ? performance.now() - since : undefined;
  }

  #make(variables: Readonly<Record<string, string>>): SupervisedService {
    const { name, port, logDirectory, tell } = this.options;
    return new SupervisedService({
      name,
      port,
      environment: onTopOf(process.env, { ...this.options.variables, ...variables }),
      logDirectory,
      supervised: true,
      pauseAfter: () => 200,
      keepsLog: this.#starts > 0,
      tell,
      onRestart: () => void (this.#restarts += 1),
    });
  }
}
