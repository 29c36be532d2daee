import type { EventMessage } from '@crm/contracts';
import type { DeliveredEvent } from '@crm/messaging';

/** An event to take effect: a delivered one, or one that was fetched because it is missing before a delivered one. */
export interface InboxItem {
  readonly message: EventMessage;
  readonly passesGap: boolean;
  handle(): Promise<void>;
}

/** A delivered event with what must take effect before it. */
export interface InboxTurn {
  readonly delivered: DeliveredEvent;
  readonly fetched: readonly InboxItem[];
  readonly passesGap: boolean;
}

/** The events of a turn in the order in which they take effect. */
export const itemsOf = ({ delivered, fetched, passesGap }: InboxTurn): InboxItem[] => [
  ...fetched,
  { message: delivered.message, passesGap, handle: () => delivered.handle() },
];
