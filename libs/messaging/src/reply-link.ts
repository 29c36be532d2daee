import type { Channel, ConsumeMessage, Message } from 'amqplib';
import { randomBytes } from 'node:crypto';
import { DomainError } from '@crm/kernel';
import type { BrokerConnection } from './links/broker-connection.ts';
import { LastingChannel } from './links/lasting-channel.ts';
import { Prebuilt } from './prebuilt.ts';
import { type Answer, NOTE_HEADER, PREBUILT, REPLY_QUEUE, type WireReply } from './wire.ts';

/** Above this the services are far behind: one more question would only wait for its own deadline. */
const MAX_PENDING = 10_000;

export interface LinkRequest {
  readonly queue: string;
  readonly pattern: string;
  readonly data: unknown;
  /** Epoch milliseconds. */
  readonly deadline: number;
  readonly headers: Readonly<Record<string, unknown>>;
}

interface Pending {
  resolve(answer: Answer): void;
  reject(error: Error): void;
  readonly timer: NodeJS.Timeout;
}

const unavailable = (reason: string): DomainError => new DomainError('service_unavailable', { reason });

/**
 * One channel on which questions leave and answers come back (direct reply-to). Questions are not kept while the link
 * is down: they fail at once, and those that were under way fail when it drops, so nobody waits for an answer that
 * cannot come and nothing is sent twice.
 */
export class ReplyLink {
  readonly #channel: LastingChannel;
  readonly #pending = new Map<string, Pending>();
  readonly #idPrefix = randomBytes(6).toString('hex');
  #lastId = 0;

  private constructor({ manager }: BrokerConnection) {
    this.#channel = new LastingChannel(manager, {
      name: 'questions',
      create: (connection) => connection.createChannel(),
      attach: (channel) => this.#attach(channel),
      detach: () => this.#failAll('The link to the broker dropped'),
    });
  }

  /** @throws Error when the broker cannot be reached within 30 seconds; the connection is closed then. */
  static async open(connection: BrokerConnection): Promise<ReplyLink> {
    const link = new ReplyLink(connection);
    await connection.until(link.#channel.untilAttached());
    return link;
  }

  isOpen(): boolean {
    return this.#channel.ready !== undefined;
  }

  request(request: LinkRequest): Promise<Answer> {
    const channel = this.#channel.ready;
    const remaining = Math.ceil(request.deadline - Date.now());
    if (!channel) return Promise.reject(unavailable('The broker cannot be reached'));
    if (remaining <= 0) return Promise.reject(new DomainError('deadline_exceeded'));
    if (this.#pending.size >= MAX_PENDING) return Promise.reject(unavailable('Too many questions wait for an answer'));
    const id = `${this.#idPrefix}.${(this.#lastId += 1)}`;
    const { pattern, data } = request;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#take(id)?.reject(new DomainError('deadline_exceeded')), remaining);
      this.#pending.set(id, { resolve, reject, timer });
      const content = Buffer.from(JSON.stringify({ pattern, data, id }));
      try {
        channel.sendToQueue(request.queue, content, {
          correlationId: id,
          replyTo: REPLY_QUEUE,
          expiration: String(remaining),
          mandatory: true,
          headers: request.headers,
        });
      } catch (error) {
        // The channel is about to close, of which the link hears only when it has closed.
        this.#take(id)?.reject(unavailable(String(error)));
      }
    });
  }

  async close(): Promise<void> {
    this.#failAll('The program is stopping');
    await this.#channel.close();
  }

  async #attach(channel: Channel): Promise<void> {
    channel.on('return', ({ properties }: Message) =>
      this.#take(properties.correlationId)?.reject(unavailable('The service has never been started')),
    );
    await channel.consume(REPLY_QUEUE, (message) => this.#receive(message), { noAck: true });
  }

  #receive(message: ConsumeMessage | null): void {
    if (!message) {
      void this.#channel.renew();
      return;
    }
    const pending = this.#take(message.properties.correlationId);
    if (!pending) return;
    try {
      pending.resolve(readAnswer(message));
    } catch {
      pending.reject(new DomainError('internal', { reason: 'The answer cannot be read' }));
    }
  }

  #take(id: unknown): Pending | undefined {
    if (typeof id !== 'string') return undefined;
    const pending = this.#pending.get(id);
    if (pending) clearTimeout(pending.timer);
    this.#pending.delete(id);
    return pending;
  }

  #failAll(reason: string): void {
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(unavailable(reason));
  }
}

function readAnswer({ content, properties }: ConsumeMessage): Answer {
  if (properties.type !== PREBUILT) return JSON.parse(content.toString()) as WireReply;
  return new Prebuilt(content, String(properties.headers?.[NOTE_HEADER] ?? ''));
}
