import { Logger } from '@nestjs/common';
import { type MessageHandler, RmqContext } from '@nestjs/microservices';
import type { AmqpConnectionManager } from 'amqp-connection-manager';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { isObservable, lastValueFrom } from 'rxjs';
import { DomainError, within } from '@crm/kernel';
import { CallsInHand } from './calls-in-hand.ts';
import { LastingChannel } from './links/lasting-channel.ts';
import type { RpcAnswers } from './rpc-answers.ts';
import type { RpcHandling } from './rpc.decorator.ts';
import { readRequest, type RpcRequestMessage } from './rpc-request.ts';
import { declare } from './topology/declaration.ts';
import { callQueue } from './topology/rpc-topology.ts';
import { Prebuilt } from './prebuilt.ts';
import { type Answer, NOTE_HEADER, PREBUILT, type WireReply } from './wire.ts';
import { toWireError } from './wire-error.ts';

/** How long a stopping service lets the calls finish that it has begun. */
const DRAIN_MS = 20_000;

/** A consumer that has heard nothing for so long asks anew: RabbitMQ 3.10 does not always say that a queue was deleted. */
const SILENCE_MS = 5_000;

export interface CallConsumerOptions {
  readonly queue: string;
  /** Of how many nodes the broker consists. */
  readonly nodes: number;
  /** Calls worked on at once by this process. */
  readonly prefetch: number;
  readonly answers: RpcAnswers;
  handlerOf(pattern: string): MessageHandler | undefined;
  /** Milliseconds without a call after which it asks anew; 5 s when left out. */
  readonly silenceMs?: number;
}

/** Takes questions and commands from a queue, answers each, and acknowledges it when it is answered. */
export class CallConsumer {
  readonly #logger = new Logger(CallConsumer.name);
  readonly #inHand = new CallsInHand();
  readonly #options: CallConsumerOptions;
  readonly #channel: LastingChannel;
  #consumer: { readonly channel: Channel; readonly tag: string } | undefined;
  #closing = false;
  #heardAt = 0;
  #asking: Promise<void> = Promise.resolve();
  readonly #listening: NodeJS.Timeout;

  constructor(connection: AmqpConnectionManager, options: CallConsumerOptions) {
    this.#options = options;
    this.#channel = new LastingChannel(connection, {
      name: options.queue,
      create: (open) => open.createChannel(),
      attach: (channel, open) => this.#attach(channel, open),
      detach: () => {
        this.#consumer = undefined;
      },
    });
    const { silenceMs = SILENCE_MS } = options;
    this.#listening = setInterval(() => {
      this.#asking = this.#asking.then(() => this.#askAnew(silenceMs));
    }, silenceMs).unref();
  }

  /** @throws TopologyError when the queue exists with other settings. */
  untilAttached(): Promise<void> {
    return this.#channel.untilAttached();
  }

  /** Whether the broker delivers calls to this process. */
  isAttached(): boolean {
    return this.#channel.ready !== undefined && !this.#closing;
  }

  /** Takes no more, finishes within 20 s what it has begun, and lets go of the channel. */
  async close(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#listening);
    await this.#asking;
    await this.#consumer?.channel.cancel(this.#consumer.tag).catch(() => {
      // The link is down: nothing is delivered any more, which is what cancelling is for.
    });
    await within(DRAIN_MS, this.#inHand.untilNone()).catch((error: unknown) => this.#logger.warn(String(error)));
    await this.#channel.close();
  }

  async #attach(channel: Channel, connection: ChannelModel): Promise<void> {
    const { queue, nodes, prefetch } = this.#options;
    await declare(connection, [callQueue(queue, nodes)]);
    await channel.prefetch(prefetch, false);
    await this.#consume(channel);
  }

  async #consume(channel: Channel): Promise<void> {
    const { consumerTag } = await channel.consume(this.#options.queue, (message) => this.#take(message, channel));
    this.#consumer = { channel, tag: consumerTag };
    this.#heardAt = Date.now();
  }

  /** A queue that is gone closes the channel, which then comes back with the queue. */
  async #askAnew(silenceMs: number): Promise<void> {
    const silent = this.#consumer;
    if (!silent || this.#closing || Date.now() - this.#heardAt < silenceMs) return;
    try {
      await this.#consume(silent.channel);
      await silent.channel.cancel(silent.tag);
    } catch (error) {
      this.#logger.warn(`The consumer of ${this.#options.queue} was lost: ${String(error)}`);
    }
  }

  #take(message: ConsumeMessage | null, channel: Channel): void {
    this.#heardAt = Date.now();
    if (message) {
      void this.#serve(message, channel);
    } else if (!this.#closing) {
      this.#logger.warn(`The broker cancelled the consumer of ${this.#options.queue}; consuming anew`);
      void this.#channel.renew();
    }
  }

  async #serve(message: ConsumeMessage, channel: Channel): Promise<void> {
    this.#inHand.begin();
    try {
      const request = readRequest(message);
      if (request.isExpired(Date.now())) return;
      const context = new RmqContext([message, channel, request.pattern]);
      const handling: RpcHandling | undefined = this.#options.handlerOf(request.pattern)?.extras;
      const reply = await this.#options.answers.answer(request, () => this.#handle(request, context), handling);
      if (request.replyTo) this.#send(reply, channel, request);
    } catch (error) {
      this.#logger.error(error);
    } finally {
      this.#acknowledge(message, channel);
      this.#inHand.end();
    }
  }

  #send(reply: Answer, channel: Channel, { replyTo = '', correlationId }: RpcRequestMessage): void {
    if (reply instanceof Prebuilt) {
      const headers = { [NOTE_HEADER]: reply.note };
      channel.sendToQueue(replyTo, reply.json, { correlationId, type: PREBUILT, headers });
    } else {
      channel.sendToQueue(replyTo, this.#encode(reply), { correlationId });
    }
  }

  /** An answer that cannot be written down is a fault of the service: its caller hears so, instead of waiting in vain. */
  #encode(reply: WireReply): Buffer {
    try {
      return encode(reply);
    } catch (error) {
      this.#logger.error(error);
      return encode({ err: toWireError(error) });
    }
  }

  async #handle(request: RpcRequestMessage, context: RmqContext): Promise<unknown> {
    const handler = this.#options.handlerOf(request.pattern);
    if (!handler) throw new DomainError('internal', { pattern: request.pattern });
    const outcome: unknown = await handler(request.data, context);
    return isObservable(outcome) ? lastValueFrom(outcome) : outcome;
  }

  /** A channel that closed meanwhile has given its deliveries back to the queue already. */
  #acknowledge(message: ConsumeMessage, channel: Channel): void {
    try {
      channel.ack(message);
    } catch (error) {
      this.#logger.warn(`A call was answered on a channel that has closed: ${String(error)}`);
    }
  }
}

const encode = (reply: WireReply): Buffer => Buffer.from(JSON.stringify(reply));
