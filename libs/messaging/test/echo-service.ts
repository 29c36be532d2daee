import { type Actor, defineCommand } from '@crm/contracts';
import { anAdministrator, testServers, uniqueName } from '@crm/testing';
import amqp from 'amqplib';
import { z } from 'zod';
import { RpcClient } from '../src/rpc-client.ts';
import { RpcServer } from '../src/rpc-server.ts';
import { rpcQueue } from '../src/topology/names.ts';

export const work = defineCommand('echo.work', {
  input: z.strictObject({ text: z.string() }),
  output: z.strictObject({ text: z.string() }),
  errors: ['deal.closed'],
});
type Work = (text: string) => Promise<string> | string;

/** One service that answers one command, and its caller. */
export class EchoService {
  readonly prefix = `${uniqueName('echo')}.`;
  #server: RpcServer | undefined;
  #client: RpcClient | undefined;

  constructor(
    private readonly urls: { readonly client?: string; readonly server?: string; readonly silenceMs?: number } = {},
  ) {}

  get queue(): string {
    return rpcQueue('echo', this.prefix);
  }

  get server(): RpcServer {
    if (!this.#server) throw new Error('The service has not been started');
    return this.#server;
  }

  async start(answer: Work): Promise<void> {
    const url = this.urls.server ?? testServers().rabbitmqUrl;
    const verifyActor = async (token: string): Promise<Actor> => JSON.parse(token) as Actor;
    const { silenceMs = 5_000 } = this.urls;
    const server = new RpcServer({ url, queue: this.queue, prefetch: 2, verifyActor, silenceMs });
    server.addHandler(work.name, async ({ text }: { text: string }) => ({ text: await answer(text) }));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      void server.listen((error) =>
        error ? reject(error instanceof Error ? error : new Error('It does not listen', { cause: error })) : resolve(),
      );
    });
  }

  async connect(): Promise<void> {
    const url = this.urls.client ?? testServers().rabbitmqUrl;
    const signActor = async (actor: Actor): Promise<string> => JSON.stringify(actor);
    this.#client = await RpcClient.connect({ url, queuePrefix: this.prefix, signActor });
  }

  /** The answer, or the error. */
  ask(text: string, deadline = 10_000): Promise<unknown> {
    if (!this.#client) throw new Error('The caller is not connected');
    const actor = anAdministrator();
    return this.#client.call(work, { text }, { actor, deadline }).catch((error: unknown) => error);
  }

  isConnected(): boolean {
    return this.#client?.isConnected() ?? false;
  }

  async stop(): Promise<void> {
    await this.#server?.close();
  }

  async remove(): Promise<void> {
    await this.stop();
    await this.#client?.close();
    const connection = await amqp.connect(testServers().rabbitmqUrl);
    const channel = await connection.createChannel();
    await channel.deleteQueue(this.queue);
    await connection.close();
  }
}
