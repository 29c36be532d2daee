import amqp from 'amqplib';
import { type AnyRpcContract, contractsOf, type RpcInput, type RpcOutput, type ServiceName } from '@crm/contracts';
import type { VerifyActor } from '@crm/access';
import { DomainError } from '@crm/kernel';
import { type Prebuilt, RpcServer, rpcQueue } from '@crm/messaging';
import { testServers } from '@crm/testing';

/** What a service answers, whole or ready made. */
type Said<Contract extends AnyRpcContract> = RpcOutput<Contract> | Prebuilt<RpcOutput<Contract>>;

type Answer = (input: unknown) => unknown;

interface ResponderOptions {
  readonly queuePrefix: string;
  readonly verifyActor: VerifyActor;
}

/** Stands in for one service: takes its questions from RabbitMQ as the service would, and says what the test wants. */
export class Responder {
  private readonly answers = new Map<string, Answer>();
  private server: RpcServer | undefined;

  constructor(
    private readonly service: ServiceName,
    private readonly options: ResponderOptions,
  ) {}

  answer<Contract extends AnyRpcContract>(
    { name }: Contract,
    answer: (input: RpcInput<Contract>) => Promise<Said<Contract>> | Said<Contract>,
  ): this {
    this.answers.set(name, (input) => answer(input as RpcInput<Contract>));
    return this;
  }

  async start(): Promise<this> {
    const { queuePrefix, verifyActor } = this.options;
    const queue = rpcQueue(this.service, queuePrefix);
    const server = new RpcServer({ url: testServers().rabbitmqUrl, queue, prefetch: 20, verifyActor });
    for (const { name } of contractsOf(this.service)) server.addHandler(name, (data) => this.say(name, data));
    await new Promise<void>((resolve, reject) => {
      const done = (error?: unknown): void => {
        if (error instanceof Error) reject(error);
        else resolve();
      };
      void server.listen(done);
    });
    this.server = server;
    return this;
  }

  /** As when the service is down. */
  async stop(): Promise<void> {
    await this.server?.close();
  }

  async remove(): Promise<void> {
    await this.stop();
    const connection = await amqp.connect(testServers().rabbitmqUrl);
    const channel = await connection.createChannel();
    await channel.deleteQueue(rpcQueue(this.service, this.options.queuePrefix));
    await connection.close();
  }

  private async say(name: string, data: unknown) {
    const answer = this.answers.get(name);
    if (!answer) throw new DomainError('internal', { reason: `The test says nothing to ${name}` });
    return answer(data);
  }
}
