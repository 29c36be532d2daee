import type { EventMessage } from '@crm/contracts';
import type { DeliveredEvent } from '@crm/messaging';
import { type EventGap, type FactPage, ForeignFacts, type MissingEvents, type WantedFacts } from '../src/index.ts';

/** An event as the queue delivers it, for the first time unless said otherwise. */
export const delivered = (
  message: EventMessage,
  handle: () => Promise<void>,
  given: Partial<Omit<DeliveredEvent, 'message' | 'handle'>> = {},
): DeliveredEvent => ({ attempt: 1, waits: 0, isLastAttempt: false, ...given, message, handle });

/** A teller that still has the events that the test gives it. */
export class TellerDouble extends ForeignFacts implements MissingEvents {
  readonly asked: EventGap[] = [];
  has: EventMessage[] = [];
  failure: Error | undefined;

  override async page({ kind }: WantedFacts): Promise<FactPage> {
    throw new Error(`Nobody asks for ${kind} here`);
  }

  async fetch(gap: EventGap): Promise<readonly EventMessage[]> {
    this.asked.push(gap);
    if (this.failure) throw this.failure;
    return this.has;
  }
}
