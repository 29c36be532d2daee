import type { DeadLetter } from '@crm/messaging';
import { summarise } from './summary.ts';

const letter = (given: Partial<DeadLetter>): DeadLetter => ({
  service: 'deals',
  id: '1',
  event: 'clients.client-changed.v1',
  reason: 'a bug',
  attempts: 5,
  firstFailedAt: null,
  givenUpAt: null,
  ...given,
});

describe(summarise, () => {
  it('counts by event and reason, the most frequent first, and names the oldest', () => {
    const letters = [
      letter({ event: 'clients.client-created.v1', givenUpAt: '2026-11-02T00:00:00.000Z' }),
      letter({ givenUpAt: '2026-11-03T00:00:00.000Z' }),
      letter({ givenUpAt: '2026-11-01T00:00:00.000Z' }),
      letter({ reason: 'another bug' }),
    ];
    expect(summarise('deals', letters)).toEqual({
      service: 'deals',
      count: 4,
      oldest: '2026-11-01T00:00:00.000Z',
      kinds: [
        { event: 'clients.client-changed.v1', reason: 'a bug', count: 2 },
        { event: 'clients.client-created.v1', reason: 'a bug', count: 1 },
        { event: 'clients.client-changed.v1', reason: 'another bug', count: 1 },
      ],
    });
  });

  it('says that there are none', () => {
    expect(summarise('deals', [])).toEqual({ service: 'deals', count: 0, oldest: null, kinds: [] });
  });
});
