import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import amqp from 'amqplib';
import { findFreePort } from '../../tools/ports/free-ports.ts';
import { runCommand } from '../../tools/processes/run-command.ts';
import { localServers } from '../../tools/servers/local-servers.ts';
import {
  type RabbitmqNode,
  type RabbitmqNodeOptions,
  startRabbitmqNode,
} from '../../tools/servers/rabbitmq/rabbitmq-node.ts';
import { type Epmd, startEpmd } from '../../tools/servers/rabbitmq/start-epmd.ts';
import type { ServersOptions } from './database-set.ts';
import { killServer } from './kill-server.ts';

interface Member {
  readonly options: RabbitmqNodeOptions;
  node: RabbitmqNode;
}

/** The nodes of a RabbitMQ cluster, which may be killed and started one by one. */
export class BrokerNodes {
  readonly #epmd: Epmd;
  readonly #members: Member[] = [];

  private constructor(epmd: Epmd) {
    this.#epmd = epmd;
  }

  static async start(options: ServersOptions): Promise<BrokerNodes> {
    const { rabbitmq } = localServers;
    const binary = rabbitmq.find() ?? (await rabbitmq.install(options.signal));
    const { directory, signal } = options;
    const brokers = new BrokerNodes(await startEpmd({ directory, port: await findFreePort(), signal }));
    try {
      await brokers.#startAll(options, binary);
      return brokers;
    } catch (failure) {
      await brokers.stop();
      throw failure;
    }
  }

  get ports(): number[] {
    return this.#members.map(({ options }) => options.port);
  }

  /** All nodes, each once, beginning with one of them. */
  urls(ports = this.ports, first = 0): string {
    return [...ports.slice(first), ...ports.slice(0, first)]
      .map((port) => `amqp://guest:guest@127.0.0.1:${port}`)
      .join(',');
  }

  async kill(node: number): Promise<void> {
    await killServer(this.#member(node).options.directory, 'rabbitmq');
  }

  async startAgain(node: number): Promise<void> {
    const member = this.#member(node);
    member.node = await startRabbitmqNode(member.options);
  }

  /** The number of the node that leads a quorum queue; asked from any node that answers. */
  async leaderOf(queue: string): Promise<number> {
    for (const { node, options } of this.#members) {
      const asked = ['list_queues', 'name', 'leader', '--formatter', 'json', '--quiet'];
      const result = await runCommand(toolOf(options), asked, { environment: node.environment, timeout: 30_000 });
      if (!result.succeeded) continue;
      const queues = JSON.parse(result.output.slice(result.output.indexOf('['))) as { name: string; leader: string }[];
      const leader = queues.find(({ name }) => name === queue)?.leader;
      return this.#members.findIndex((member) => member.options.nodeName === leader);
    }
    return -1;
  }

  /** Works on a channel of its own to the first node that answers. */
  async onChannel<Result>(work: (channel: amqp.ConfirmChannel) => Promise<Result>): Promise<Result> {
    const connection = await this.#connect();
    // Whoever looks at a queue that is not there gets the error from his call as well.
    connection.on('error', () => undefined);
    try {
      return await work(await connection.createConfirmChannel());
    } finally {
      await connection.close().catch(() => undefined);
    }
  }

  /** The queue as the broker sees it; undefined when there is none of that name. */
  lookAt(queue: string): Promise<amqp.Replies.AssertQueue | undefined> {
    return this.onChannel(async (channel) => {
      const closed = new Promise<undefined>((resolve) => channel.once('close', () => resolve(undefined)));
      // The channel is closed by the broker then, which is the answer.
      channel.once('error', () => undefined);
      return Promise.race([channel.checkQueue(queue).catch(() => undefined), closed]);
    });
  }

  /** How many messages lie in the queue; undefined when there is no such queue. */
  async depthOf(queue: string): Promise<number | undefined> {
    return (await this.lookAt(queue))?.messageCount;
  }

  /** Lets the broker close every connection, ours and those of the services. */
  async closeConnections(): Promise<void> {
    for (const { node, options } of this.#members) {
      const asked = ['close_all_connections', 'closed by a fault test', '--quiet'];
      await runCommand(toolOf(options), asked, { environment: node.environment, timeout: 30_000 });
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#members.map(({ node }) => node.stop()));
    await this.#epmd.stop();
  }

  async #startAll({ directory, nodes, signal }: ServersOptions, binary: string): Promise<void> {
    const names = Array.from({ length: nodes }, (_, index) => `crm${index + 1}@127.0.0.1`);
    const cookie = randomBytes(16).toString('hex');
    for (const [index, nodeName] of names.entries()) {
      const options: RabbitmqNodeOptions = {
        binary,
        directory: join(directory, `rabbitmq-${nodeName.replace(/@.*/, '')}`),
        port: await findFreePort(),
        distributionPort: await findFreePort(),
        epmdPort: this.#epmd.port,
        nodeName,
        cookie,
        settings: clusterSettings(names.slice(0, index + 1)),
        signal,
      };
      this.#members.push({ options, node: await startRabbitmqNode(options) });
    }
  }

  async #connect(): Promise<amqp.ChannelModel> {
    let last: unknown;
    for (const port of this.ports) {
      try {
        return await amqp.connect(`amqp://guest:guest@127.0.0.1:${port}`);
      } catch (error) {
        last = error;
      }
    }
    throw last;
  }

  #member(node: number): Member {
    const member = this.#members[node];
    if (!member) throw new Error(`There is no node ${node}`);
    return member;
  }
}

const toolOf = ({ binary }: RabbitmqNodeOptions): string => join(dirname(binary), 'rabbitmqctl');

/** A new node joins those that were started before it; it knows of no later ones, for which RabbitMQ 4 would wait. */
const clusterSettings = (names: string[]): string[] => [
  'cluster_formation.peer_discovery_backend = classic_config',
  ...names.map((name, index) => `cluster_formation.classic_config.nodes.${index + 1} = ${name}`),
  'cluster_partition_handling = pause_minority',
];
