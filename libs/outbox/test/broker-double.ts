import type { EventMessage } from '@crm/contracts';
import type { EventPublisher } from '@crm/messaging';

/** A broker that writes down what it is given and does with it what the test says. */
export class BrokerDouble implements EventPublisher {
  readonly published: EventMessage[] = [];
  open = true;
  /** Whether the broker confirms an event. */
  confirms: (event: EventMessage) => boolean = () => true;
  /** What it waits for before it confirms anything. */
  gate: Promise<unknown> = Promise.resolve();

  async publish(events: readonly EventMessage[]): Promise<ReadonlySet<string>> {
    this.published.push(...events);
    await this.gate;
    return new Set(events.filter((event) => this.confirms(event)).map(({ id }) => id));
  }

  isOpen(): boolean {
    return this.open;
  }

  /** The versions published of a record, in the order in which they came first. */
  versions(recordId: string): number[] {
    const all = this.published.filter(({ aggregate }) => aggregate.id === recordId).map(({ seq }) => seq);
    return [...new Set(all)];
  }
}
