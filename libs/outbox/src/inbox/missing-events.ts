import type { EventMessage } from '@crm/contracts';

/** A gap in the events of a record, as the one who noticed it sees it. */
export interface EventGap {
  /** The event that came too early; it names the record and the service that tells of it. */
  readonly before: EventMessage;
  /** The last version seen. */
  readonly afterSeq: number;
}

/** Where events that never arrived can be had: the outbox of the service that told them. */
export abstract class MissingEvents {
  /**
   * @returns those events of the gap that the teller still has, in the order of their versions.
   * @throws DomainError when the teller cannot be asked for now.
   */
  abstract fetch(gap: EventGap): Promise<readonly EventMessage[]>;
}

/** Runs the handlers of this service for an event that did not come from the queue. */
export interface EventHandlers {
  /** Does nothing for an event that nobody here handles. @throws whatever a handler throws. */
  handle(message: EventMessage): Promise<void>;
}
