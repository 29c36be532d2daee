import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { testServers, uniqueName } from '@crm/testing';
import { MongoClient } from 'mongodb';
import { askPort } from '../tools/ports/ask-port.ts';
import { crmDirectory } from '../tools/repository.ts';
import type { RunningStack } from '../tools/start/running-stack.ts';
import { serviceNames, type ServiceName } from '../tools/start/service-names.ts';
import { startStack } from '../tools/start/start-stack.ts';
import { silentProgress } from '../tools/terminal/progress.ts';
import { ApiUser } from './api-user.ts';

export interface SystemOptions {
  /** Names the folder of what the test leaves for people to look at. */
  readonly name: string;
  /** With the demo's organisation and users, else with an administrator alone. */
  readonly demo: boolean;
  /** Another way to the broker than the direct one. */
  readonly rabbitmqUrl?: string;
}

/** Spec files run one after another, and each empties this Redis database before and after its work. */
const REDIS_DATABASE = 9;

/** Milliseconds that a start may take on a machine that does much else; nothing depends on it when all is well. */
export const startTimeout = 300_000;

/** The four services as `npm start` runs them, with databases of their own on the servers of the test run. */
export class WholeSystem {
  readonly stack: RunningStack;
  /** Where screenshots and logs are kept after the test. */
  readonly artefacts: string;
  readonly #directory: string;
  readonly #databasePrefix: string;

  private constructor(stack: RunningStack, parts: { artefacts: string; directory: string; databasePrefix: string }) {
    this.stack = stack;
    this.artefacts = parts.artefacts;
    this.#directory = parts.directory;
    this.#databasePrefix = parts.databasePrefix;
  }

  static async start({ name, demo, rabbitmqUrl = testServers().rabbitmqUrl }: SystemOptions): Promise<WholeSystem> {
    const artefacts = join(crmDirectory, 'e2e', name);
    rmSync(artefacts, { recursive: true, force: true });
    mkdirSync(artefacts, { recursive: true });
    // The prefix lets the next run of the tests clear away what a killed one has left.
    const directory = mkdtempSync(join(crmDirectory, 'test-e2e-'));
    const databasePrefix = uniqueName('e2e');
    await emptyRedis();
    const stack = await startStack({
      directory,
      databasePrefix,
      demo,
      ports: 'free',
      supervised: false,
      report: silentProgress,
      environment: { MONGODB_URI: testServers().mongodbUri, RABBITMQ_URL: rabbitmqUrl, REDIS_URL: redisUrl().href },
    });
    return new WholeSystem(stack, { artefacts, directory, databasePrefix });
  }

  get url(): string {
    return this.stack.gatewayUrl;
  }

  /** Signs in the user whose address begins so, such as `head` or `administrator`. */
  signIn(name: string): Promise<ApiUser> {
    return ApiUser.signIn(this.url, this.credentials(name));
  }

  credentials(name: string): { email: string; password: string } {
    const user = this.stack.users.find(({ email }) => email.startsWith(`${name}@`));
    if (!user) throw new Error(`There is no user ${name}@… among ${this.stack.users.map(({ email }) => email).join()}`);
    return user;
  }

  /** What the service has written since its last start. */
  logOf(name: ServiceName): string {
    return readFileSync(this.#logFile(name), 'utf8');
  }

  /** The name of the service's own database. */
  databaseOf(name: ServiceName): string {
    return `${this.#databasePrefix}_${name}`;
  }

  async stop(): Promise<void> {
    await this.stack.stop();
    for (const name of serviceNames) cpSync(this.#logFile(name), join(this.artefacts, `${name}.log`));
    await using mongo = new MongoClient(testServers().mongodbUri);
    for (const name of serviceNames) await mongo.db(this.databaseOf(name)).dropDatabase();
    await emptyRedis();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #logFile(name: ServiceName): string {
    return join(this.#directory, 'logs', `${name}.log`);
  }
}

/** Empties the system's Redis, as a crash of a Redis without its file would. */
export async function emptyRedis(): Promise<void> {
  const answer = await askPort(Number(redisUrl().port), `SELECT ${REDIS_DATABASE}\r\nFLUSHDB\r\n`);
  if (!String(answer).startsWith('+OK')) throw new Error(`Redis was not emptied: ${String(answer)}`);
}

function redisUrl(): URL {
  const url = new URL(testServers().redisUrl);
  url.pathname = `/${REDIS_DATABASE}`;
  return url;
}
