import type { ChannelModel, GetMessage } from 'amqplib';
import { BrokerConnection } from '../links/broker-connection.ts';
import { closeChannel } from '../links/close-channel.ts';
import { ConfirmedSender } from '../links/confirmed-sender.ts';
import { onThrowAwayChannel } from '../links/throw-away-channel.ts';
import { copyTo } from '../events/copies.ts';
import { EVENT_HEADER } from '../events/event-headers.ts';
import { deadLetterQueue, eventQueue } from '../topology/names.ts';
import { type DeadLetter, readDeadLetter } from './dead-letter.ts';

export interface DeadLettersOptions {
  readonly url: string;
  readonly queuePrefix?: string;
}

/** Which dead letters of a service are meant: all, or the one with this id. */
export interface Selection {
  readonly service: string;
  readonly id?: string | undefined;
}

export interface DeadLetterContent extends DeadLetter {
  readonly content: string;
}

/** Written over what failed: the event begins anew. AMQP leaves out a header without a value. */
const AFRESH = {
  [EVENT_HEADER.reason]: undefined,
  [EVENT_HEADER.queue]: undefined,
  [EVENT_HEADER.firstFailedAt]: undefined,
  [EVENT_HEADER.lastFailedAt]: undefined,
  [EVENT_HEADER.attempt]: undefined,
  [EVENT_HEADER.waits]: undefined,
};

/**
 * The dead letters of all services, for the person who looks after them. AMQP cannot look at a message without taking
 * it, so a look takes all of a queue and gives them back. They come back in their order because it was all of them:
 * RabbitMQ puts what was returned behind what was returned before. Should the looker die, the broker gives them back. Each look counts as a delivery, of
 * which the queue allows a billion.
 */
export class DeadLetters {
  readonly #sender: ConfirmedSender;

  private constructor(
    private readonly connection: BrokerConnection,
    private readonly prefix: string,
  ) {
    this.#sender = new ConfirmedSender(connection.manager, async () => {});
  }

  /** @throws Error when the broker cannot be reached within 30 seconds. */
  static async open({ url, queuePrefix = '' }: DeadLettersOptions): Promise<DeadLetters> {
    const connection = BrokerConnection.to(url);
    const letters = new DeadLetters(connection, queuePrefix);
    await connection.until(letters.#sender.untilOpen());
    return letters;
  }

  /** In the order in which they were given up. */
  async read(selection: Selection): Promise<DeadLetterContent[]> {
    const found: DeadLetterContent[] = [];
    await this.#eachOf(selection, async (letter, message) => {
      found.push({ ...letter, content: message.content.toString() });
      return false;
    });
    return found;
  }

  /**
   * Sends them to their service again, with their ids, as if they had never failed.
   *
   * @returns how many; fewer than there were when the broker did not confirm one, which then stays where it is.
   */
  replay(selection: Selection): Promise<number> {
    const queue = eventQueue(selection.service, this.prefix);
    return this.#eachOf(selection, (_letter, message) => this.#sender.send(copyTo(queue, message, AFRESH)));
  }

  /** Forgets them for good. */
  drop(selection: Selection): Promise<number> {
    return this.#eachOf(selection, async () => true);
  }

  async close(): Promise<void> {
    await this.#sender.close();
    await this.connection.close();
  }

  /** @returns how many were removed, because `isDone` said so. */
  async #eachOf(
    { service, id }: Selection,
    isDone: (letter: DeadLetter, message: GetMessage) => Promise<boolean>,
  ): Promise<number> {
    const connection = this.#open();
    const queue = deadLetterQueue(service, this.prefix);
    if (!(await exists(connection, queue))) return 0;
    const channel = await connection.createChannel();
    let removed = 0;
    try {
      const messages: GetMessage[] = [];
      for (let next = await channel.get(queue); next; next = await channel.get(queue)) messages.push(next);
      for (const message of messages) {
        const letter = readDeadLetter(service, message);
        if ((id !== undefined && id !== letter.id) || !(await isDone(letter, message))) continue;
        channel.ack(message);
        removed += 1;
      }
      // Not left to the end of the channel, after which they would be back at some moment: the next look needs all of them.
      channel.nackAll(true);
      return removed;
    } finally {
      await closeChannel(channel);
    }
  }

  #open(): ChannelModel {
    const { connection } = this.connection.manager;
    if (!connection) throw new Error('The link to RabbitMQ dropped');
    return connection;
  }
}

/** A service that has never consumed events has no dead letters. */
async function exists(connection: ChannelModel, queue: string): Promise<boolean> {
  try {
    await onThrowAwayChannel(connection, (channel) => channel.checkQueue(queue));
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes('NOT_FOUND')) return false;
    throw error;
  }
}
