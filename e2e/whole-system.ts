import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RedisClient, RedisConnection } from '@crm/redis';
import { testServers, uniqueName } from '@crm/testing';
import { MongoClient } from 'mongodb';
import { crmDirectory } from '../tools/repository.ts';
import type { RunningStack } from '../tools/start/running-stack.ts';
import { withoutRequestLimits } from '../tools/start/service-environment.ts';
import { serviceNames, type ServiceName } from '../tools/start/service-names.ts';
import type { StackPorts } from '../tools/start/stack-ports.ts';
import { startStack } from '../tools/start/start-stack.ts';
import { silentProgress } from '../tools/terminal/progress.ts';
import { ApiUser } from './api-user.ts';

export interface SystemOptions {
  /** Names the folder of what the test leaves for people to look at. */
  readonly name: string;
  /** With the demo's organisation, an excerpt of its history and its users, else with an administrator alone. */
  readonly demo: boolean;
  /** Another way to the broker than the direct one. */
  readonly rabbitmqUrl?: string;
  /** Ports that somebody else has to know before the start. */
  readonly ports?: StackPorts;
  /** Further settings of the gateway. */
  readonly gateway?: Readonly<Record<string, string>>;
}

/** Spec files that share a Redis run one after another, and each empties this database before and after its work. */
const REDIS_DATABASE = 9;

/** A test starts services again itself after it has killed them. */
const unwatched = {
  supervised: false,
  report: silentProgress,
  demoPart: 'excerpt',
} as const;

/** Milliseconds that a start may take on a machine that does much else; nothing depends on it when all is well. */
export const startTimeout = 300_000;

interface SystemParts {
  readonly artefacts: string;
  readonly directory: string;
  readonly databasePrefix: string;
  readonly redis: RedisConnection;
}

/** The four services as `npm start` runs them, with databases of their own on the servers of the test run. */
export class WholeSystem {
  readonly stack: RunningStack;
  /** Where screenshots and logs are kept after the test. */
  readonly artefacts: string;
  readonly #parts: SystemParts;

  private constructor(stack: RunningStack, parts: SystemParts) {
    this.stack = stack;
    this.artefacts = parts.artefacts;
    this.#parts = parts;
  }

  static async start({ name, demo, ...given }: SystemOptions): Promise<WholeSystem> {
    const { rabbitmqUrl = testServers().rabbitmqUrl, ports = 'free' as const } = given;
    const artefacts = join(crmDirectory, 'e2e', name);
    rmSync(artefacts, { recursive: true, force: true });
    mkdirSync(artefacts, { recursive: true });
    // A temporary directory of the run of the tests, which ends what is written down there when it is interrupted.
    const directory = mkdtempSync(join(tmpdir(), 'e2e-'));
    const databasePrefix = uniqueName('e2e');
    const redis = await RedisConnection.open(redisUrl());
    await redis.client.flushDb();
    const environment = { MONGODB_URI: testServers().mongodbUri, RABBITMQ_URL: rabbitmqUrl, REDIS_URL: redisUrl() };
    const gateway = { ...withoutRequestLimits, ...given.gateway };
    const options = { directory, databasePrefix, demo, environment, ports, gateway, ...unwatched };
    const stack = await startStack(options).catch(async (failure: unknown) => {
      await redis.onApplicationShutdown();
      throw failure;
    });
    return new WholeSystem(stack, { artefacts, directory, databasePrefix, redis });
  }

  get url(): string {
    return this.stack.gatewayUrl;
  }

  /** The system's own Redis database, which a test may empty as a crash of a Redis without its file would. */
  get redis(): RedisClient {
    return this.#parts.redis.client;
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
    return `${this.#parts.databasePrefix}_${name}`;
  }

  async stop(): Promise<void> {
    await this.stack.stop();
    for (const name of serviceNames) cpSync(this.#logFile(name), join(this.artefacts, `${name}.log`));
    await using mongo = new MongoClient(testServers().mongodbUri);
    for (const name of serviceNames) await mongo.db(this.databaseOf(name)).dropDatabase();
    await this.redis.flushDb();
    await this.#parts.redis.onApplicationShutdown();
    rmSync(this.#parts.directory, { recursive: true, force: true });
  }

  #logFile(name: ServiceName): string {
    return join(this.#parts.directory, 'logs', `${name}.log`);
  }
}

function redisUrl(): string {
  const url = new URL(testServers().redisUrl);
  url.pathname = `/${REDIS_DATABASE}`;
  return url.href;
}
