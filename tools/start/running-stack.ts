import type { CaughtLetter } from '../mail-catcher/caught-letter.ts';
import type { MailCatcher } from '../mail-catcher/mail-catcher.ts';
import type { RunningServers } from '../servers/server-types.ts';
import type { FirstUsers } from './first-users.ts';
import { forEachService, serviceNames, type ServiceName } from './service-names.ts';
import type { StackUser } from './stack-users.ts';
import type { SupervisedService } from './supervised-service.ts';

export interface StackParts {
  servers: RunningServers;
  mail: MailCatcher;
  services: Record<ServiceName, SupervisedService>;
  variables: Record<ServiceName, Record<string, string>>;
}

/** The four services and their servers, running. */
export class RunningStack {
  readonly #parts: StackParts;
  #first: FirstUsers = { users: [], areNew: false };
  #listeners: (() => void)[] = [];

  constructor(parts: StackParts) {
    this.#parts = parts;
  }

  /** The variables that each service was started with. */
  get variables(): Readonly<Record<ServiceName, Record<string, string>>> {
    return this.#parts.variables;
  }

  /** The variables of the gateway: servers, keys and settings, for programs that speak to the services over RabbitMQ. */
  get environment(): Record<string, string> {
    return this.#parts.variables.gateway;
  }

  get gatewayUrl(): string {
    return this.#parts.services.gateway.url;
  }

  /** Where each service answers and the process that it is at this moment. */
  get services(): Record<ServiceName, { url: string; pid: number }> {
    return forEachService((name) => {
      const { url, pid } = this.#parts.services[name];
      return { url, pid };
    });
  }

  get servers(): Omit<RunningServers, 'stop'> {
    const { mongodbUri, rabbitmqUrl, redisUrl } = this.#parts.servers;
    return { mongodbUri, rabbitmqUrl, redisUrl };
  }

  /** What the services have sent by e-mail; nothing of it leaves this machine. */
  get letters(): readonly CaughtLetter[] {
    return this.#parts.mail.letters;
  }

  get users(): StackUser[] {
    return this.#first.users;
  }

  /** Whether the users were made by this start. */
  get isNew(): boolean {
    return this.#first.areNew;
  }

  useFirst(users: FirstUsers): void {
    this.#first = users;
  }

  startService(name: ServiceName, signal?: AbortSignal): Promise<void> {
    return this.#parts.services[name].start(signal);
  }

  /** Sends a signal to a service, as SIGKILL or SIGSTOP; says whether it was running. */
  kill(name: ServiceName, signal: NodeJS.Signals): boolean {
    return this.#parts.services[name].kill(signal);
  }

  /** Ends a service if it runs, starts it and waits until it is ready. */
  restart(name: ServiceName): Promise<void> {
    return this.#parts.services[name].restart();
  }

  /** Calls the listener whenever a service has become another process. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Ends the services, then the servers that were started with them and the catcher of letters. */
  async stop(): Promise<void> {
    await Promise.all(serviceNames.map((name) => this.#parts.services[name].stop()));
    await this.#parts.mail.stop();
    await this.#parts.servers.stop();
  }
}
