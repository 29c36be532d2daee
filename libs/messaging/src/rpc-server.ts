import { ServerRMQ, type MessageHandler, RmqContext } from '@nestjs/microservices';
import type { AmqpConnectionManager } from 'amqp-connection-manager';
import type { Channel, ConsumeMessage } from 'amqplib';
import { lastValueFrom } from 'rxjs';
import type { AnyRpcContract } from '@crm/contracts';
import type { VerifyActor } from '@crm/access';
import { DomainError } from '@crm/kernel';
import { type RepeatableRequest, rpcServerDuration, runInRequest } from '@crm/observability';
import { brokerUrls, linkSettings } from './broker-links.ts';
import { readRequest, type RpcRequestMessage } from './rpc-request.ts';
import { rpcQueueOptions, type WireReply } from './wire.ts';
import { toWireError } from './wire-error.ts';

/** How long a stopping service lets the calls finish that it has begun. */
const DRAIN_MILLISECONDS = 20_000;

export interface RpcServerOptions {
  /** The nodes of the broker, separated by commas. */
  readonly url: string;
  readonly queue: string;
  /** Calls worked on at once by this process. */
  readonly prefetch: number;
  readonly verifyActor: VerifyActor;
}

/** Keeps the answers to commands that their callers may repeat. */
export interface CommandLog {
  /**
   * Answers a repeated command from what was stored the first time, or carries it out and stores its answer together with
   * its effect.
   *
   * @throws DomainError `repeat.mismatch` when the key was used for another question, `repeat.in_progress` while the first
   *   is still being worked on, and whatever the command throws.
   */
  once<T>(command: RepeatableRequest, work: () => Promise<T>): Promise<T>;
}

/**
 * Takes a service's questions and commands from its queue. It is Nest's RabbitMQ transport with what that one leaves
 * out: a call is acknowledged when it is answered, one whose caller has given up is not begun, refusals keep their code,
 * a lost consumer comes back, and stopping waits for the calls in hand.
 */
export class RpcServer extends ServerRMQ {
  #attached = false;
  #closing = false;
  #inFlight = 0;
  #consumer: { channel: Channel; tag: string } | undefined;
  #drained: (() => void) | undefined;
  #commands: CommandLog | undefined;

  constructor(private readonly settings: RpcServerOptions) {
    super({
      urls: brokerUrls(settings.url),
      queue: settings.queue,
      noAck: false,
      socketOptions: linkSettings,
    });
  }

  /** Where the answers to repeatable commands are kept; without it each is carried out anew. */
  keepCommandsIn(commands: CommandLog): void {
    this.#commands = commands;
  }

  /** True while the broker delivers calls to this process: what readiness asks. */
  isAttached(): boolean {
    return this.#attached;
  }

  /** @throws Error naming the contracts of this service that have no handler, and the handlers that have no contract. */
  assertAnswers(contracts: readonly AnyRpcContract[]): void {
    const names = new Set(contracts.map(({ name }) => name));
    const missing = [...names].filter((name) => !this.messageHandlers.has(name));
    const unknown = [...this.messageHandlers.keys()].filter((name) => !names.has(name));
    if (missing.length > 0) throw new Error(`No handler answers ${missing.join(', ')}: add a method with @Rpc`);
    if (unknown.length > 0) throw new Error(`No contract of this service is named ${unknown.join(', ')}`);
  }

  override addHandler(pattern: unknown, callback: MessageHandler, isEventHandler = false): void {
    const name = this.normalizePattern(pattern as string);
    if (this.messageHandlers.has(name)) throw new Error(`Two handlers answer ${name}: one contract, one handler`);
    super.addHandler(pattern, callback, isEventHandler);
  }

  override async setupChannel(channel: Channel, callback: () => void): Promise<void> {
    channel.once('close', () => {
      this.#attached = false;
    });
    await channel.assertQueue(this.settings.queue, rpcQueueOptions);
    await channel.prefetch(this.settings.prefetch, false);
    const { consumerTag } = await channel.consume(this.settings.queue, (message) => this.#take(message, channel));
    this.#consumer = { channel, tag: consumerTag };
    this.#attached = true;
    callback();
  }

  override async close(): Promise<void> {
    this.#closing = true;
    this.#attached = false;
    await this.#stopConsuming();
    await this.#drain();
    await super.close();
  }

  #take(message: ConsumeMessage | null, channel: Channel): void {
    if (message) {
      void this.#serve(message, channel);
    } else if (!this.#closing) {
      this.#attached = false;
      this.logger.warn(`The broker cancelled the consumer of ${this.settings.queue}; connecting anew`);
      this.unwrap<AmqpConnectionManager>().reconnect();
    }
  }

  async #serve(message: ConsumeMessage, channel: Channel): Promise<void> {
    this.#inFlight += 1;
    try {
      const request = readRequest(message);
      if (request.isExpired(Date.now())) return;
      const reply = await this.#answer(request, new RmqContext([message, channel, request.pattern]));
      if (request.replyTo)
        channel.sendToQueue(request.replyTo, encode(reply), { correlationId: request.correlationId });
    } catch (error) {
      this.logger.error(error);
    } finally {
      this.#acknowledge(message, channel);
      this.#inFlight -= 1;
      if (this.#inFlight === 0) this.#drained?.();
    }
  }

  async #answer(request: RpcRequestMessage, context: RmqContext): Promise<WireReply> {
    const stop = rpcServerDuration.startTimer({ contract: request.pattern });
    const tell = (outcome: string): void => this.#logCall(request, outcome, stop({ outcome }));
    try {
      const response = await this.#run(request, context);
      tell('ok');
      return { response, isDisposed: true, ...replayed(request) };
    } catch (error) {
      const err = toWireError(error);
      tell(err.code);
      if (err.code === 'internal') runInRequest(request.scope, () => void this.logger.error(error));
      return { err, ...replayed(request) };
    }
  }

  /** One line of the log for each call, by which a request of a person is found in every service that it touched. */
  #logCall({ pattern: contract, scope }: RpcRequestMessage, outcome: string, seconds: number): void {
    const ms = Math.round(seconds * 10_000) / 10;
    runInRequest(scope, () => void this.logger.log('call', { contract, outcome, ms }));
  }

  async #run(request: RpcRequestMessage, context: RmqContext): Promise<unknown> {
    const handler = this.messageHandlers.get(request.pattern);
    if (!handler) throw new DomainError('internal', { pattern: request.pattern });
    const { actorToken } = request.scope;
    if (actorToken === undefined) throw new DomainError('unauthenticated');
    const actor = await this.settings.verifyActor(actorToken);
    const { repeatable } = request.scope;
    const answer = async (): Promise<unknown> =>
      lastValueFrom(this.transformToObservable((await handler(request.data, context)) as unknown));
    return runInRequest<Promise<unknown>>({ ...request.scope, actor }, () =>
      repeatable && this.#commands ? this.#commands.once(repeatable, answer) : answer(),
    );
  }

  /** A channel that closed meanwhile has given its deliveries back to the queue already. */
  #acknowledge(message: ConsumeMessage, channel: Channel): void {
    try {
      channel.ack(message);
    } catch (error) {
      this.logger.warn(`A call was answered on a channel that has closed: ${String(error)}`);
    }
  }

  async #stopConsuming(): Promise<void> {
    try {
      await this.#consumer?.channel.cancel(this.#consumer.tag);
    } catch {
      // The link is down: nothing is delivered any more, which is what cancelling is for.
    }
  }

  async #drain(): Promise<void> {
    if (this.#inFlight === 0) return;
    await new Promise<void>((resolve) => {
      const giveUp = setTimeout(resolve, DRAIN_MILLISECONDS);
      this.#drained = () => {
        clearTimeout(giveUp);
        resolve();
      };
    });
  }
}

const encode = (reply: WireReply): Buffer => Buffer.from(JSON.stringify(reply));

const replayed = ({ scope }: RpcRequestMessage): { replayed?: true } =>
  scope.repeatable?.replayed ? { replayed: true } : {};
