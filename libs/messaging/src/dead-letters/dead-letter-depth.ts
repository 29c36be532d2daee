import type { AmqpConnectionManager } from 'amqp-connection-manager';
import { deadLetters } from '@crm/observability';
import { onThrowAwayChannel } from '../links/throw-away-channel.ts';
import { deadLetterQueue } from '../topology/names.ts';

const INTERVAL_MS = 15_000;
/** What the broker says of a queue that does not exist. */
const NOT_FOUND = 404;

interface Watched {
  readonly service: string;
  readonly prefix: string;
  /** Whether it consumes events: one that does not has at most the dead letters of an earlier version. */
  readonly consumes: boolean;
}

/** Counts a service's dead letters every few seconds, and keeps the number among its metrics. */
export class DeadLetterDepth {
  readonly #timer: NodeJS.Timeout;
  #lastKnown: number | null = null;

  constructor(
    private readonly connection: AmqpConnectionManager,
    private readonly watched: Watched,
  ) {
    void this.#count();
    this.#timer = setInterval(() => void this.#count(), INTERVAL_MS).unref();
  }

  /** Null until it has been counted once. */
  get lastKnown(): number | null {
    return this.#lastKnown;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A broker that is away says nothing: the last number stands, and readiness tells the rest. */
  async #count(): Promise<void> {
    const { connection } = this.connection;
    if (!connection) return;
    const { service, prefix, consumes } = this.watched;
    try {
      const queue = deadLetterQueue(service, prefix);
      const { messageCount } = await onThrowAwayChannel(connection, (channel) => channel.checkQueue(queue));
      this.#know(messageCount);
    } catch (error) {
      if (!isMissing(error)) return;
      this.#know(0);
      // Nothing will make the queue, and each question about it is an error in the log of the broker.
      if (!consumes) this.stop();
    }
  }

  #know(count: number): void {
    this.#lastKnown = count;
    deadLetters.set({ service: this.watched.service }, count);
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === NOT_FOUND;
