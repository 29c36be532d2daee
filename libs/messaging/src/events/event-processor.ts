import type { EventMessage } from '@crm/contracts';

/**
 * What becomes of a delivered event. `done`: it has taken effect, now or earlier. `wait`: an earlier event of the same
 * record has not come yet; try again after a pause, which is no failure. `retry`: its handler failed; try again after a
 * growing pause, and give it up after the fifth time. `dead`: no repetition would help; it goes to the dead letters.
 */
export type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'wait' }
  | { readonly kind: 'retry'; readonly reason: string }
  | { readonly kind: 'dead'; readonly reason: string };

/** An event taken from the queue, already read by its contract. */
export interface DeliveredEvent {
  readonly message: EventMessage;
  /** 1 for the first time; counts failures of the handler. */
  readonly attempt: number;
  /** How often it has waited for an earlier event of its record. */
  readonly waits: number;
  /** Whether this failure would be the last one: then the event is given up. */
  readonly isLastAttempt: boolean;
  /** Runs the service's handlers of this event. They write within the transaction that is under way. */
  handle(): Promise<void>;
}

/** Makes events take effect, each once and in the order of its record. */
export interface EventProcessor {
  /**
   * @param batch in the order of delivery.
   * @returns a verdict for each, in the same order.
   * @throws what a database that is away throws: then nothing has been decided and the batch is tried again.
   */
  process(batch: readonly DeliveredEvent[]): Promise<readonly Verdict[]>;
}

/** Hands events to the broker. */
export interface EventPublisher {
  /**
   * Publishes in the given order, persistently.
   *
   * @returns the ids of those that the broker has stored in a queue; the others may or may not have arrived.
   */
  publish(events: readonly EventMessage[]): Promise<ReadonlySet<string>>;
  /** Whether the broker could be given something at this moment. */
  isOpen(): boolean;
}
