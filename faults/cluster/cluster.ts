import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeys } from '../../tools/keys/generate-keys.ts';
import { lockDirectory } from '../../tools/processes/directory-lock.ts';
import { endLeftovers } from '../../tools/processes/leftovers.ts';
import { loadDemo, type DemoUser } from '../../tools/demo/load-demo.ts';
import { migrateAll } from '../../tools/start/migrate.ts';
import { onTopOf, serviceVariables, withoutRequestLimits } from '../../tools/start/service-environment.ts';
import { forEachService, serviceNames, type ServiceName } from '../../tools/start/service-names.ts';
import { findStackPorts } from '../../tools/start/stack-ports.ts';
import type { Progress } from '../../tools/terminal/progress.ts';
import { BrokerNodes } from './broker-nodes.ts';
import { DatabaseSet } from './database-set.ts';
import { type Layout, layoutName } from './layout.ts';
import { Links, type Servers } from './links.ts';
import { RedisServer } from './redis-server.ts';
import { ServiceCopy } from './service-copy.ts';

export interface ClusterOptions {
  readonly layout: Layout;
  /** Emptied before and kept afterwards: logs and data of the last run. */
  readonly directory: string;
  readonly report: Progress;
  readonly signal: AbortSignal;
}

interface Member {
  readonly copy: ServiceCopy;
  readonly links: Links;
}

const DATABASE_PREFIX = 'crm';
const READY_LIMIT_MS = 120_000;

/** The servers and all copies of the services, running with a small organisation. */
export class Cluster {
  readonly layout: Layout;
  readonly servers: Servers;
  users: DemoUser[] = [];
  readonly #members: Member[] = [];
  readonly #directory: string;
  readonly #unlock: () => void;

  private constructor({ layout, directory }: ClusterOptions, servers: Servers, unlock: () => void) {
    this.layout = layout;
    this.servers = servers;
    this.#directory = directory;
    this.#unlock = unlock;
  }

  /** @throws ExpectedTrouble when something does not come up; nothing stays running then */
  static async start(options: ClusterOptions): Promise<Cluster> {
    const { directory, layout, report } = options;
    // Before anything is ended or removed: it may be another run's.
    lockDirectory(directory);
    await endLeftovers(directory);
    rmSync(directory, { recursive: true, force: true });
    const unlock = lockDirectory(directory);
    const servers = await report.step(
      'starting the servers',
      () => startServers(options),
      () => layoutName(layout),
    );
    const cluster = new Cluster(options, servers, unlock);
    try {
      await cluster.#open(options);
      return cluster;
    } catch (failure) {
      await (options.signal.aborted ? cluster.abandon() : cluster.stop());
      throw failure;
    }
  }

  get copies(): ServiceCopy[] {
    return this.#members.map(({ copy }) => copy);
  }

  copiesOf(name: ServiceName): ServiceCopy[] {
    return this.copies.filter((copy) => copy.name === name);
  }

  get gateways(): string[] {
    return this.copiesOf('gateway').map(({ url }) => url);
  }

  linksOf(copy: ServiceCopy): Links {
    const member = this.#members.find((one) => one.copy === copy);
    if (!member) throw new Error(`${copy.title} is none of this cluster`);
    return member.links;
  }

  databaseOf(name: ServiceName): string {
    return `${DATABASE_PREFIX}_${name}`;
  }

  /** Waits until every copy is ready. Says which are not when the time (milliseconds) is over. */
  async untilReady(timeout: number): Promise<string[]> {
    const times = await Promise.all(this.copies.map((copy) => copy.turns(true, timeout)));
    return this.copies.filter((_, index) => times[index] === undefined).map(({ title }) => title);
  }

  async stop(): Promise<void> {
    await Promise.all(this.copies.map((copy) => copy.stop()));
    await Promise.all(this.#members.map(({ links }) => links.close()));
    const { brokers, redis, databases } = this.servers;
    await Promise.all([brokers.stop(), redis.stop(), databases.stop()]);
    this.#unlock();
  }

  /** Ends everything within half a minute, by force where need be: for a run that was interrupted, whose data nobody needs. */
  async abandon(): Promise<void> {
    // From now on no copy that ends is started again.
    const stopping = this.copies.map((copy) => copy.stop());
    await endLeftovers(this.#directory);
    // And what a fault, healing, has started meanwhile.
    await endLeftovers(this.#directory);
    await Promise.allSettled(stopping);
    this.#unlock();
  }

  async #open({ directory, report, signal }: ClusterOptions): Promise<void> {
    await this.#makeCopies(directory, report);
    await report.step('migrating the databases', () => migrateAll(this.#environments(), signal));
    await report.step('starting the services', async () => {
      // The second copies after the first: a dozen programs that start at once keep each other from it on a small machine.
      for (const copies of Map.groupBy(this.copies, ({ options }) => options.number).values()) {
        await Promise.all(copies.map((copy) => copy.start({}, signal)));
      }
    });
    const late = await this.untilReady(READY_LIMIT_MS);
    if (late.length > 0) throw new Error(`Not ready: ${late.join(', ')}`);
    const [gateway] = this.copiesOf('gateway');
    const environment = { ...gateway?.options.variables };
    this.users = await report.step('loading a small organisation', () =>
      loadDemo({ environment, part: 'people', report: () => undefined }),
    );
  }

  async #makeCopies(directory: string, report: Progress): Promise<void> {
    const keys = generateKeys();
    for (let number = 1; number <= this.layout.copies; number += 1) {
      const ports = await findStackPorts();
      const logDirectory = join(directory, 'logs', String(number));
      mkdirSync(logDirectory, { recursive: true });
      for (const name of serviceNames) {
        const links = await Links.open(this.layout, this.servers, this.#members.length);
        const settings = {
          servers: links.addresses,
          ports,
          keys,
          databasePrefix: DATABASE_PREFIX,
          gateway: withoutRequestLimits,
        };
        const variables = { ...serviceVariables(name, settings), CRM_ENV: 'test' };
        // What a supervisor tells of each restart is no news where restarts are the point.
        const copy = new ServiceCopy({
          name,
          number,
          port: ports[name],
          variables,
          logDirectory,
          tell: () => undefined,
        });
        this.#members.push({ copy, links });
      }
    }
    report.line(`logs: ${join(directory, 'logs')}`);
  }

  #environments(): Record<ServiceName, NodeJS.ProcessEnv> {
    return forEachService((name) => onTopOf(process.env, { ...this.copiesOf(name)[0]?.options.variables }));
  }
}

async function startServers({ directory, layout, signal }: ClusterOptions): Promise<Servers> {
  const started = await Promise.allSettled([
    DatabaseSet.start({ directory, nodes: layout.databases, signal }),
    BrokerNodes.start({ directory, nodes: layout.brokers, signal }),
    RedisServer.start(directory, signal),
  ]);
  const [databases, brokers, redis] = started;
  if (databases.status === 'fulfilled' && brokers.status === 'fulfilled' && redis.status === 'fulfilled') {
    return { databases: databases.value, brokers: brokers.value, redis: redis.value };
  }
  await endLeftovers(directory);
  throw started.find((outcome) => outcome.status === 'rejected')?.reason;
}
