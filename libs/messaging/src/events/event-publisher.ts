import type { EventMessage } from '@crm/contracts';
import type { BrokerConnection } from '../links/broker-connection.ts';
import { ConfirmedSender, type Publication } from '../links/confirmed-sender.ts';
import { declare } from '../topology/declaration.ts';
import { exchangeTopology } from '../topology/event-topology.ts';
import { exchanges } from '../topology/names.ts';
import { HEADER } from '../wire.ts';
import { EVENT_HEADER } from './event-headers.ts';
import type { EventPublisher } from './event-processor.ts';

/** Hands events to RabbitMQ. It keeps none: what the broker did not store stays where it was taken from. */
export class RabbitEventPublisher implements EventPublisher {
  readonly #sender: ConfirmedSender;
  readonly #exchange: string;

  private constructor(sender: ConfirmedSender, exchange: string) {
    this.#sender = sender;
    this.#exchange = exchange;
  }

  /**
   * @throws TopologyError when an exchange exists with other settings, Error when the broker cannot be reached within 30
   *   seconds; the connection is closed then.
   */
  static async over(connection: BrokerConnection, queuePrefix = ''): Promise<RabbitEventPublisher> {
    const sender = new ConfirmedSender(connection.manager, (open) => declare(open, exchangeTopology(queuePrefix)));
    await connection.until(sender.untilOpen());
    return new RabbitEventPublisher(sender, exchanges(queuePrefix).events);
  }

  isOpen(): boolean {
    return this.#sender.isOpen();
  }

  async publish(events: readonly EventMessage[]): Promise<ReadonlySet<string>> {
    const stored = await Promise.all(events.map((event) => this.#sender.send(this.#publicationOf(event))));
    return new Set(events.filter((_event, index) => stored[index]).map(({ id }) => id));
  }

  /** Leaves the connection open: it may belong to others as well. */
  close(): Promise<void> {
    return this.#sender.close();
  }

  #publicationOf(event: EventMessage): Publication {
    return {
      exchange: this.#exchange,
      routingKey: event.type,
      content: Buffer.from(JSON.stringify(event)),
      properties: {
        messageId: event.id,
        type: event.type,
        contentType: 'application/json',
        headers: {
          [HEADER.requestId]: event.requestId,
          [EVENT_HEADER.aggregateKind]: event.aggregate.kind,
          [EVENT_HEADER.aggregateId]: event.aggregate.id,
          [EVENT_HEADER.seq]: event.seq,
        },
      },
    };
  }
}
