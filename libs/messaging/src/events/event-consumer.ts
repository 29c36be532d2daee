import { Logger } from '@nestjs/common';
import type { AmqpConnectionManager } from 'amqp-connection-manager';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { within } from '@crm/kernel';
import { ConfirmedSender } from '../links/confirmed-sender.ts';
import { LastingChannel } from '../links/lasting-channel.ts';
import { declare } from '../topology/declaration.ts';
import { consumerTopology } from '../topology/event-topology.ts';
import { eventQueue } from '../topology/names.ts';
import { subscribe } from '../topology/subscriptions.ts';
import { Deliveries } from './deliveries.ts';
import { timesReturned } from './delivery.ts';
import { EventBatches, type EventWork } from './event-batches.ts';

/** How long a stopping service goes on with the events that it has been given. */
const DRAIN_MS = 20_000;

/** Takes the events of other services from the queue of this one, one batch at a time, and settles each by its verdict. */
export class EventConsumer {
  readonly #logger = new Logger(EventConsumer.name);
  readonly #options: EventWork;
  readonly #sender: ConfirmedSender;
  readonly #channel: LastingChannel;
  readonly #batches: EventBatches;
  readonly #stopping = new AbortController();
  #deliveries: Deliveries | undefined;
  #work: Promise<void> | undefined;

  constructor(connection: AmqpConnectionManager, options: EventWork) {
    this.#options = options;
    this.#sender = new ConfirmedSender(connection, async () => {});
    this.#channel = new LastingChannel(connection, {
      name: `events of ${options.service}`,
      create: (open) => open.createChannel(),
      attach: (channel, open) => this.#attach(channel, open),
      detach: () => {
        this.#deliveries = undefined;
      },
    });
    this.#batches = new EventBatches({ ...options, sender: this.#sender, stopping: this.#stopping.signal });
  }

  /** @throws TopologyError when a queue or an exchange exists with other settings. */
  async untilAttached(): Promise<void> {
    await this.#sender.untilOpen();
    await this.#channel.untilAttached();
  }

  /** Whether events are delivered to this process and can take effect. */
  isAttached(): boolean {
    return (
      this.#channel.ready !== undefined &&
      this.#sender.isOpen() &&
      !this.#batches.isStuck &&
      !this.#stopping.signal.aborted
    );
  }

  /** Seconds for which the oldest event in hand has waited for a verdict; 0 when none is in hand. */
  oldestAgeSeconds(): number {
    return (this.#deliveries?.age(Date.now()) ?? 0) / 1000;
  }

  /** Takes no more, finishes within 20 s what it was given, and lets go of the channels. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#deliveries?.cancel().catch(() => {
      // The link is down: nothing is delivered any more, which is what cancelling is for.
    });
    await within(DRAIN_MS, this.#work ?? Promise.resolve()).catch((error: unknown) => this.#logger.warn(String(error)));
    await this.#channel.close();
    await this.#sender.close();
  }

  async #attach(channel: Channel, connection: ChannelModel): Promise<void> {
    const { service, prefix, handlers } = this.#options;
    await declare(connection, consumerTopology(this.#options));
    await subscribe(connection, { service, prefix, types: handlers.contracts.map(({ type }) => type) });
    const deliveries = new Deliveries(channel, eventQueue(service, prefix), (message) =>
      this.#receive(message, deliveries),
    );
    this.#deliveries = deliveries;
    await deliveries.begin();
  }

  #receive(message: ConsumeMessage | null, deliveries: Deliveries): void {
    if (message) {
      deliveries.add(message);
      this.#work ??= this.#workThrough();
    } else if (!this.#stopping.signal.aborted) {
      this.#logger.warn(`The broker cancelled the consumer of ${this.#options.service}'s events; consuming anew`);
      void this.#channel.renew();
    }
  }

  /** One batch after another, so that the events of a record stay in order. */
  async #workThrough(): Promise<void> {
    // What has arrived together becomes one batch.
    await Promise.resolve();
    for (let deliveries = this.#deliveries; deliveries; deliveries = this.#deliveries) {
      const batch = deliveries.take();
      if (batch.length === 0) break;
      await this.#batches.settle(batch, deliveries);
      if (!batch.some(hasBeenReturnedTwice)) await this.#takeBatches(deliveries);
    }
    this.#work = undefined;
  }

  async #takeBatches(deliveries: Deliveries): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    try {
      await deliveries.takeBatchesFromNowOn();
    } catch (error) {
      this.#logger.warn(`The channel of ${this.#options.service}'s events has gone: ${String(error)}`);
    }
  }
}

const hasBeenReturnedTwice = (message: ConsumeMessage): boolean => timesReturned(message) > 1;
