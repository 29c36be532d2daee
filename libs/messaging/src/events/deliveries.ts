import type { Channel, ConsumeMessage } from 'amqplib';

/** As many as keep the next batch ready while one is worked on. */
const PREFETCH = 500;
const MAX_BATCH = 250;

/**
 * What one channel has delivered and nobody has worked on yet. It begins with one message at a time: when a message ends
 * its process, all that were delivered with it are returned, and after a few such ends the broker would give them up
 * together. So whatever has been returned more than once is taken by itself, and only the first that has not been opens
 * the way for batches.
 */
export class Deliveries {
  readonly #waiting: { readonly message: ConsumeMessage; readonly arrivedAt: number }[] = [];
  #inHandSince: number | undefined;
  /** How many have been taken and not acknowledged. */
  #unsettled = 0;
  #consumerTag = '';
  #oneByOne = true;
  #isOpen = true;

  constructor(
    private readonly channel: Channel,
    private readonly queue: string,
    private readonly onMessage: (message: ConsumeMessage | null) => void,
  ) {
    channel.once('close', () => this.#end());
  }

  begin(): Promise<void> {
    return this.#consume(1);
  }

  /** Whether what it has delivered can still be acknowledged. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Milliseconds for which the oldest message in hand has been here; 0 when nothing is in hand. */
  age(now: number): number {
    const oldest = this.#inHandSince ?? this.#waiting[0]?.arrivedAt;
    return oldest === undefined ? 0 : now - oldest;
  }

  add(message: ConsumeMessage): void {
    this.#waiting.push({ message, arrivedAt: Date.now() });
  }

  /** Whatever has arrived, in the order of arrival; it is in hand until the next is taken. */
  take(): readonly ConsumeMessage[] {
    const batch = this.#waiting.splice(0, this.#oneByOne ? 1 : MAX_BATCH);
    this.#inHandSince = batch[0]?.arrivedAt;
    this.#unsettled += batch.length;
    return batch.map(({ message }) => message);
  }

  /** Tells the broker to forget them; with one word where they are all that has been taken, as after most batches. */
  acknowledge(messages: readonly ConsumeMessage[]): void {
    if (!this.#isOpen || messages.length === 0) return;
    if (messages.length === this.#unsettled) this.channel.ack(messages.reduce(laterOf), true);
    else for (const message of messages) this.channel.ack(message);
    this.#unsettled -= messages.length;
  }

  async takeBatchesFromNowOn(): Promise<void> {
    if (!this.#oneByOne || !this.#isOpen) return;
    this.#oneByOne = false;
    await this.cancel();
    await this.#consume(PREFETCH);
  }

  /** Asks for no more. What has arrived already is still here. */
  async cancel(): Promise<void> {
    await this.channel.cancel(this.#consumerTag);
  }

  async #consume(prefetch: number): Promise<void> {
    await this.channel.prefetch(prefetch, false);
    const { consumerTag } = await this.channel.consume(this.queue, this.onMessage);
    this.#consumerTag = consumerTag;
  }

  #end(): void {
    this.#isOpen = false;
    this.#waiting.length = 0;
  }
}

const laterOf = (one: ConsumeMessage, other: ConsumeMessage): ConsumeMessage =>
  one.fields.deliveryTag > other.fields.deliveryTag ? one : other;
