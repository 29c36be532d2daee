import { readsPastCache } from './read-after.ts';

describe(readsPastCache, () => {
  const changedAt = Date.UTC(2026, 10, 29, 12);
  const token = changedAt.toString(36);

  it.each([
    { says: 'without a change', token: undefined, later: 0, past: false },
    { says: 'at once', token, later: 0, past: true },
    { says: 'while something older could be served', token, later: 1_999, past: true },
    { says: 'on a gateway whose clock is behind', token, later: -1_500, past: true },
    { says: 'on a gateway whose clock is before', token, later: 3_900, past: true },
    { says: 'when nothing older can be served', token, later: 4_000, past: false },
  ])('$says: $past', ({ token, later, past }) => {
    expect(readsPastCache(token, changedAt + later)).toBe(past);
  });

  it.each(['', 'W/"1"', 'yesterday!', 'zzzzzzzzzzzz'])('refuses %j', (token) => {
    expect(() => readsPastCache(token)).toThrow('invalid');
  });
});
