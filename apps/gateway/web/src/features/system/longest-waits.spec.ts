import { longestWaits } from './longest-waits.ts';

const backlog = (list: string, oldestAgeSeconds: number | null, late = true) =>
  ({ program: 'activities', list, oldestAgeSeconds, limitSeconds: 60, late }) as const;

describe(longestWaits, () => {
  it('names what stands still, the longest first, in whole minutes', () => {
    const waits = longestWaits([backlog('letters', 240), backlog('reminders', 3_600), backlog('imports', 61)]);
    expect(waits).toEqual([
      { list: 'reminders', minutes: 60 },
      { list: 'letters', minutes: 4 },
      { list: 'imports', minutes: 1 },
    ]);
  });

  it('says nothing of lists that move or are empty', () => {
    expect(longestWaits([backlog('letters', 20, false), backlog('imports', null, false)])).toEqual([]);
  });

  it('names a list once that several programs have', () => {
    expect(longestWaits([backlog('outbox', 120), backlog('outbox', 600)])).toEqual([{ list: 'outbox', minutes: 10 }]);
  });
});
