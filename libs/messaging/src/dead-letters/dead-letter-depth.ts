import type { AmqpConnectionManager } from 'amqp-connection-manager';
import { deadLetters } from '@crm/observability';
import { onThrowAwayChannel } from '../links/throw-away-channel.ts';
import { deadLetterQueue } from '../topology/names.ts';

const INTERVAL_MS = 15_000;

interface Watched {
  readonly service: string;
  readonly prefix: string;
}

/** Keeps the number of a service's dead letters among its metrics. */
export class DeadLetterDepth {
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly connection: AmqpConnectionManager,
    private readonly watched: Watched,
  ) {
    void this.#count();
    this.#timer = setInterval(() => void this.#count(), INTERVAL_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A broker that is away or has no such queue says nothing: the last number stands, and readiness tells the rest. */
  async #count(): Promise<void> {
    const { connection } = this.connection;
    if (!connection) return;
    const { service, prefix } = this.watched;
    try {
      const queue = deadLetterQueue(service, prefix);
      const { messageCount } = await onThrowAwayChannel(connection, (channel) => channel.checkQueue(queue));
      deadLetters.set({ service }, messageCount);
    } catch {
      return;
    }
  }
}
