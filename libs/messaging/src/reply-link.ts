import type { Channel, ConsumeMessage, Message, Options } from 'amqplib';
import { randomBytes } from 'node:crypto';
import { DomainError } from '@crm/kernel';
import type { BrokerConnection } from './links/broker-connection.ts';
import { LastingChannel } from './links/lasting-channel.ts';
import { readAnswers } from './gathering/gathered-answers.ts';
import { type GatheredQuestion, MOST_TOGETHER, readQuestions, writeQuestions } from './gathering/gathered-questions.ts';
import { GatheringQueues } from './gathering/gathering-queues.ts';
import { Turn } from './gathering/turn.ts';
import { Prebuilt } from './prebuilt.ts';
import { type Answer, GATHERED, NOTE_HEADER, PREBUILT, REPLY_QUEUE, type WireReply } from './wire.ts';

/** Above this the services are far behind: one more question would only wait for its own deadline. */
const MAX_PENDING = 10_000;

export interface LinkRequest {
  readonly queue: string;
  readonly pattern: string;
  readonly data: unknown;
  /** Epoch milliseconds. */
  readonly deadline: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /**
   * May travel with others in one message. Should its service die, all of them are asked again: so only what changes nothing,
   * and may be asked twice.
   */
  readonly gathered?: boolean;
}

interface DueQuestion {
  readonly queue: string;
  readonly deadline: number;
  readonly question: GatheredQuestion;
}

interface Pending {
  readonly queue: string;
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
  /** What is asked in one turn of the loop of one service leaves together. */
  readonly #turn = new Turn<DueQuestion>((due) => {
    for (const some of Map.groupBy(due, ({ queue }) => queue).values()) this.#sendTogether(some);
  });
  readonly #gathering = new GatheringQueues();
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
    const remaining = remainingOf(request);
    if (!this.isOpen()) return Promise.reject(unavailable('The broker cannot be reached'));
    if (remaining <= 0) return Promise.reject(new DomainError('deadline_exceeded'));
    if (this.#pending.size >= MAX_PENDING) return Promise.reject(unavailable('Too many questions wait for an answer'));
    const id = `${this.#idPrefix}.${(this.#lastId += 1)}`;
    const { queue, pattern, data, headers, deadline } = request;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#take(id)?.reject(new DomainError('deadline_exceeded')), remaining);
      this.#pending.set(id, { queue, resolve, reject, timer });
      const due = { queue, deadline, question: { id, pattern, data, headers } };
      if (request.gathered && this.#gathering.has(queue)) void this.#turn.add(due);
      else this.#send(due);
    });
  }

  #send({ queue, deadline, question: { headers, ...question } }: DueQuestion): void {
    this.#publish(queue, [question.id], {
      content: Buffer.from(JSON.stringify(question)),
      options: { correlationId: question.id, headers, ...expiryOf(deadline) },
    });
  }

  #sendTogether(due: readonly DueQuestion[]): void {
    for (let first = 0; first < due.length; first += MOST_TOGETHER) {
      const some = due.slice(first, first + MOST_TOGETHER);
      const [one, another] = some;
      if (!one) return;
      if (another) this.#sendAll(one.queue, some);
      else this.#send(one);
    }
  }

  /** The message is kept for as long as somebody waits; the service looks at the deadline of each. */
  #sendAll(queue: string, due: readonly DueQuestion[]): void {
    const questions = due.map(({ question }) => question);
    this.#publish(
      queue,
      questions.map(({ id }) => id),
      {
        content: writeQuestions(questions),
        options: { type: GATHERED, ...expiryOf(Math.max(...due.map(({ deadline }) => deadline))) },
      },
    );
  }

  #publish(queue: string, ids: readonly string[], { content, options }: Sending): void {
    try {
      const channel = this.#channel.ready;
      if (!channel) throw new Error('The broker cannot be reached');
      channel.sendToQueue(queue, content, { ...options, replyTo: REPLY_QUEUE, mandatory: true });
    } catch (error) {
      // The channel is about to close, of which the link hears only when it has closed.
      for (const id of ids) this.#take(id)?.reject(unavailable(String(error)));
    }
  }

  async close(): Promise<void> {
    this.#failAll('The program is stopping');
    await this.#channel.close();
  }

  async #attach(channel: Channel): Promise<void> {
    channel.on('return', (message: Message) => {
      for (const id of idsIn(message)) this.#take(id)?.reject(unavailable('The service has never been started'));
    });
    await channel.consume(REPLY_QUEUE, (message) => this.#receive(message), { noAck: true });
  }

  #receive(message: ConsumeMessage | null): void {
    if (!message) {
      void this.#channel.renew();
      return;
    }
    if (message.properties.type === GATHERED) {
      for (const { id, content, note } of readAnswers(message.content)) {
        this.#settle(id, () => answerOf(content, note), message);
      }
    } else {
      this.#settle(message.properties.correlationId, () => readAnswer(message), message);
    }
  }

  #settle(id: unknown, read: () => Answer, { properties }: ConsumeMessage): void {
    const pending = this.#take(id);
    if (!pending) return;
    this.#gathering.learn(pending.queue, properties.appId);
    try {
      pending.resolve(read());
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

interface Sending {
  readonly content: Buffer;
  readonly options: Options.Publish;
}

const remainingOf = ({ deadline }: Pick<LinkRequest, 'deadline'>): number => Math.ceil(deadline - Date.now());

const expiryOf = (deadline: number) => ({ expiration: String(Math.max(0, remainingOf({ deadline }))) });

const idsIn = (message: Message): readonly unknown[] =>
  message.properties.type === GATHERED
    ? readQuestions(message).map(({ id }) => id)
    : [message.properties.correlationId];

function readAnswer({ content, properties }: ConsumeMessage): Answer {
  const isPrebuilt = properties.type === PREBUILT;
  return answerOf(content, isPrebuilt ? String(properties.headers?.[NOTE_HEADER] ?? '') : undefined);
}

const answerOf = (content: Buffer, note: string | undefined): Answer =>
  note === undefined ? (JSON.parse(content.toString()) as WireReply) : new Prebuilt(content, note);
