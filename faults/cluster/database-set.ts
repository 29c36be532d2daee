import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { findFreePort } from '../../tools/ports/free-ports.ts';
import { waitUntil } from '../../tools/processes/wait-until.ts';
import type { ServerProcess } from '../../tools/processes/server-process.ts';
import { localServers } from '../../tools/servers/local-servers.ts';
import { startMongod } from '../../tools/servers/mongodb/start-mongodb.ts';
import { ExpectedTrouble } from '../../tools/terminal/expected-trouble.ts';

export interface ServersOptions {
  readonly directory: string;
  /** How many nodes. */
  readonly nodes: number;
  readonly signal: AbortSignal;
}

const REPLICA_SET = 'crm';
const upStates = ['PRIMARY', 'SECONDARY'];

interface Member {
  readonly port: number;
  readonly directory: string;
  process: ServerProcess;
}

/** The members of a MongoDB replica set, which may be killed and started one by one. */
export class DatabaseSet {
  readonly #members: Member[] = [];
  readonly #options: ServersOptions & { readonly binary: string };
  #client: MongoClient | undefined;

  private constructor(options: ServersOptions & { readonly binary: string }) {
    this.#options = options;
  }

  static async start(options: ServersOptions): Promise<DatabaseSet> {
    const { mongodb } = localServers;
    const set = new DatabaseSet({ ...options, binary: mongodb.find() ?? (await mongodb.install(options.signal)) });
    try {
      for (let node = 1; node <= options.nodes; node += 1) await set.#add(node);
      await set.#initiate();
      return set;
    } catch (failure) {
      await set.stop();
      throw failure;
    }
  }

  get uri(): string {
    const hosts = this.#members.map(({ port }) => `127.0.0.1:${port}`).join(',');
    return `mongodb://${hosts}/?replicaSet=${REPLICA_SET}`;
  }

  get ports(): number[] {
    return this.#members.map(({ port }) => port);
  }

  /** A connection for those who look from outside. */
  get client(): MongoClient {
    return (this.#client ??= new MongoClient(this.uri, { serverSelectionTimeoutMS: 30_000 }));
  }

  /** The number of the member that is the primary now. */
  async primary(): Promise<number> {
    const { primary } = (await this.client.db('admin').command({ hello: 1 })) as { primary?: string };
    return this.#members.findIndex(({ port }) => primary === `127.0.0.1:${port}`);
  }

  async kill(node: number): Promise<void> {
    const member = this.#member(node);
    member.process.send('SIGKILL');
    await member.process.exited;
  }

  async startAgain(node: number): Promise<void> {
    const member = this.#member(node);
    member.process = await this.#launch(member);
  }

  /** Whether all members are there and up to date enough to become the primary. */
  async isWhole(): Promise<boolean> {
    try {
      const status = (await this.client.db('admin').command({ replSetGetStatus: 1 })) as {
        members: { stateStr: string }[];
      };
      return status.members.every(({ stateStr }) => upStates.includes(stateStr));
    } catch {
      return false;
    }
  }

  /** Makes the primary fail commands as the `failCommand` fail point of MongoDB describes. */
  async failCommands(mode: object | 'off', data: object = {}): Promise<void> {
    await this.client.db('admin').command({ configureFailPoint: 'failCommand', mode, data });
  }

  async stop(): Promise<void> {
    await this.#client?.close();
    await Promise.all(this.#members.map(({ process }) => process.stop()));
  }

  async #add(node: number): Promise<void> {
    const place = { port: await findFreePort(), directory: join(this.#options.directory, `mongodb-${node}`) };
    this.#members.push({ ...place, process: await this.#launch(place) });
  }

  #launch({ port, directory }: { port: number; directory: string }): Promise<ServerProcess> {
    const { binary, signal } = this.#options;
    return startMongod({ binary, directory, port, purpose: 'test', replicaSet: REPLICA_SET, signal });
  }

  async #initiate(): Promise<void> {
    const members = this.ports.map((port, _id) => ({ _id, host: `127.0.0.1:${port}` }));
    const first = new MongoClient(`mongodb://127.0.0.1:${this.ports[0]}/?directConnection=true`);
    try {
      await first.db('admin').command({ replSetInitiate: { _id: REPLICA_SET, version: 1, members } });
    } finally {
      await first.close();
    }
    const isUp = async (): Promise<boolean> => (await this.isWhole()) && (await this.primary()) >= 0;
    if (await waitUntil(isUp, { timeout: 90_000, every: 200, signal: this.#options.signal })) return;
    throw new ExpectedTrouble('The members of the replica set did not find each other within 90 s.');
  }

  #member(node: number): Member {
    const member = this.#members[node];
    if (!member) throw new Error(`There is no member ${node}`);
    return member;
  }
}
