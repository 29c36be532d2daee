import type { AmqpConnectionManager } from 'amqp-connection-manager';
import type { ChannelModel, ConfirmChannel, Message, Options } from 'amqplib';
import { LastingChannel } from './lasting-channel.ts';

/** How long the broker may take to say that it has stored a message. */
const CONFIRM_MILLISECONDS = 5_000;

export interface Publication {
  /** '' for the exchange that knows each queue by its name. */
  readonly exchange: string;
  readonly routingKey: string;
  readonly content: Buffer;
  readonly properties: Options.Publish;
}

/**
 * Sends what must not be lost. A message counts as sent when the broker has confirmed it and did not give it back: what
 * no queue takes is returned first and confirmed all the same. Nothing is kept while the link is down.
 */
export class ConfirmedSender {
  readonly #returned = new Set<string>();
  readonly #channel: LastingChannel<ConfirmChannel>;
  #lastNumber = 0;

  constructor(connection: AmqpConnectionManager, prepare: (connection: ChannelModel) => Promise<void>) {
    this.#channel = new LastingChannel<ConfirmChannel>(connection, {
      name: 'messages that must not be lost',
      create: (open) => open.createConfirmChannel(),
      attach: (channel, open) => this.#attach(channel, () => prepare(open)),
      detach: () => this.#returned.clear(),
    });
  }

  untilOpen(): Promise<void> {
    return this.#channel.untilAttached();
  }

  /** Whether a message could be sent at this moment. */
  isOpen(): boolean {
    return this.#channel.ready !== undefined;
  }

  /**
   * Sends persistently.
   *
   * @returns whether a queue has stored it. When not, it may have been stored all the same, unseen.
   */
  send({ exchange, routingKey, content, properties }: Publication): Promise<boolean> {
    const channel = this.#channel.ready;
    if (!channel) return Promise.resolve(false);
    const number = String((this.#lastNumber += 1));
    const stored = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => stored.resolve(false), CONFIRM_MILLISECONDS);
    const settle = (error: unknown): void => {
      clearTimeout(timer);
      const wasReturned = this.#returned.delete(number);
      stored.resolve(!error && !wasReturned);
    };
    const options = { ...properties, correlationId: number, persistent: true, mandatory: true };
    try {
      channel.publish(exchange, routingKey, content, options, settle);
    } catch (error) {
      settle(error);
    }
    return stored.promise;
  }

  close(): Promise<void> {
    return this.#channel.close();
  }

  async #attach(channel: ConfirmChannel, prepare: () => Promise<void>): Promise<void> {
    channel.on('return', ({ properties }: Message) => this.#returned.add(String(properties.correlationId)));
    await prepare();
  }
}
