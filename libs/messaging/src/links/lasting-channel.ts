import { Logger } from '@nestjs/common';
import type { AmqpConnectionManager } from 'amqp-connection-manager';
import type { Channel, ChannelModel } from 'amqplib';
import { closeChannel } from './close-channel.ts';
import { TopologyError } from '../topology/topology-error.ts';

const RENEWAL_PAUSE_MS = 500;

export interface ChannelUse<Kind extends Channel> {
  /** As the log names it. */
  readonly name: string;
  create(connection: ChannelModel): Promise<Kind>;
  /** Makes a new channel ready; called again after each loss. */
  attach(channel: Kind, connection: ChannelModel): Promise<void>;
  /** The channel that was attached is gone, and with it whatever was under way on it. */
  detach(): void;
}

/**
 * A channel that comes back: with the connection, and by itself when it alone has died. A fault of one channel therefore
 * stays with it, where amqp-connection-manager either loses the whole connection or keeps a dead channel for ever. What
 * is ready is what has been attached; being connected says nothing.
 */
export class LastingChannel<Kind extends Channel = Channel> {
  readonly #logger = new Logger(LastingChannel.name);
  readonly #connection: AmqpConnectionManager;
  readonly #use: ChannelUse<Kind>;
  readonly #firstAttached = Promise.withResolvers<undefined>();
  #channel: Kind | undefined;
  #attached = false;
  #opening = false;
  #closed = false;

  constructor(connection: AmqpConnectionManager, use: ChannelUse<Kind>) {
    this.#connection = connection;
    this.#use = use;
    this.#firstAttached.promise.catch(() => {});
    connection.on('connect', () => void this.#open());
    void this.#open();
  }

  /**
   * Waits until the channel has been ready for the first time.
   *
   * @throws TopologyError for a difference that no waiting would heal.
   */
  async untilAttached(): Promise<void> {
    await this.#firstAttached.promise;
  }

  /** The channel while it is ready for use. */
  get ready(): Kind | undefined {
    return this.#attached ? this.#channel : undefined;
  }

  /** Gives the channel back, with all that it holds, and opens another one. */
  async renew(): Promise<void> {
    if (this.#channel) await closeChannel(this.#channel);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#channel) await closeChannel(this.#channel);
  }

  async #open(): Promise<void> {
    const connection = this.#connection.connection;
    if (this.#closed || this.#opening || this.#channel || !connection) return;
    this.#opening = true;
    try {
      const channel = await this.#use.create(connection);
      this.#watch(channel);
      await this.#use.attach(channel, connection);
      this.#attached = this.#isCurrent(channel);
      if (this.#attached) this.#firstAttached.resolve(undefined);
    } catch (error) {
      this.#report(error);
    } finally {
      this.#opening = false;
    }
    if (!this.#attached) await this.#startOver();
  }

  #isCurrent(channel: Kind): boolean {
    return this.#channel === channel;
  }

  #watch(channel: Kind): void {
    this.#channel = channel;
    // Not the listener that leaves a dead channel behind (A2): what closes here is renewed here.
    channel.once('error', (error: Error) => this.#logger.error(`The channel for ${this.#use.name}: ${error.message}`));
    channel.once('close', () => this.#lose(channel));
  }

  #lose(channel: Kind): void {
    if (!this.#isCurrent(channel)) return;
    this.#channel = undefined;
    const wasAttached = this.#attached;
    this.#attached = false;
    if (wasAttached) this.#use.detach();
    this.#openSoon();
  }

  #report(error: unknown): void {
    if (this.#closed) return;
    if (error instanceof TopologyError) this.#firstAttached.reject(error);
    this.#logger.error(`The channel for ${this.#use.name} cannot be made ready: ${String(error)}`);
  }

  async #startOver(): Promise<void> {
    const failed = this.#channel;
    if (failed) await closeChannel(failed);
    else this.#openSoon();
  }

  /** Without a connection this comes to nothing, and the next connection opens the channel. */
  #openSoon(): void {
    if (!this.#closed) setTimeout(() => void this.#open(), RENEWAL_PAUSE_MS).unref();
  }
}
