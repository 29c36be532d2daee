import { Logger } from '@nestjs/common';
import { type MessageHandler, RmqContext } from '@nestjs/microservices';
import type { AmqpConnectionManager } from 'amqp-connection-manager';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { isObservable, lastValueFrom } from 'rxjs';
import { DomainError, within } from '@crm/kernel';
import { CallsInHand } from './calls-in-hand.ts';
import { type DueAnswer, dueOf, sendAnswers } from './gathering/gathered-answers.ts';
import { readQuestions, sendOneByOne } from './gathering/gathered-questions.ts';
import { Turn } from './gathering/turn.ts';
import { LastingChannel } from './links/lasting-channel.ts';
import type { RpcAnswers } from './rpc-answers.ts';
import type { RpcHandling } from './rpc.decorator.ts';
import { readRequest, requestOf, type RpcRequestMessage } from './rpc-request.ts';
import { declare } from './topology/declaration.ts';
import { callQueue } from './topology/rpc-topology.ts';
import { GATHERED, type WireReply } from './wire.ts';
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
      await (message.properties.type === GATHERED
        ? this.#serveAll(message, channel)
        : this.#serveOne(message, channel));
    } catch (error) {
      this.#logger.error(error);
    } finally {
      this.#acknowledge(message, channel);
      this.#inHand.end();
    }
  }

  async #serveOne(message: ConsumeMessage, channel: Channel): Promise<void> {
    const request = readRequest(message);
    const answer = await this.#answerTo(request, new RmqContext([message, channel, request.pattern]));
    if (answer) sendAnswers(channel, request.replyTo ?? '', [answer]);
  }

  /**
   * Each question gets its own answer, as if it had come alone; those that are ready in the same turn leave together. What comes
   * a second time has cost a process its life, perhaps because of one of them: they go back one by one.
   */
  async #serveAll(message: ConsumeMessage, channel: Channel): Promise<void> {
    if (message.fields.redelivered) {
      sendOneByOne(channel, this.#options.queue, message);
      return;
    }
    const replyTo = String(message.properties.replyTo);
    const turn = new Turn<DueAnswer>((due) => sendAnswers(channel, replyTo, due));
    await Promise.all(
      readQuestions(message).map(async (question) => {
        const request = requestOf(question, replyTo);
        const answer = await this.#answerTo(request, new RmqContext([message, channel, request.pattern]));
        if (answer) await turn.add(answer);
      }),
    );
  }

  /** Undefined when nobody waits for it, from the beginning or any more. */
  async #answerTo(request: RpcRequestMessage, context: RmqContext): Promise<DueAnswer | undefined> {
    if (request.isExpired(Date.now())) return undefined;
    const handling: RpcHandling | undefined = this.#options.handlerOf(request.pattern)?.extras;
    const reply = await this.#options.answers.answer(request, () => this.#handle(request, context), handling);
    return request.replyTo ? dueOf(request.correlationId, reply, (it) => this.#encode(it)) : undefined;
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
