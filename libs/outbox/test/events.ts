import type { EventMessage } from '@crm/contracts';
import { newId } from '@crm/persistence';

interface GivenEvent {
  readonly recordId: string;
  readonly seq: number;
  readonly id?: string;
  readonly data?: unknown;
}

/** An event of a deal as it comes from the broker. */
export const anEvent = ({ recordId, seq, id = newId(), data = {} }: GivenEvent): EventMessage => ({
  id,
  type: 'deals.deal-changed.v1',
  aggregate: { kind: 'deal', id: recordId },
  seq,
  occurredAt: '2026-01-01T00:00:00.000Z',
  requestId: 'request',
  actorId: null,
  data,
});
