import { historyGroups } from './history-groups.ts';

const past = (completedAt: string, completedPrecision: 'minute' | 'day' | 'month' | 'year' = 'minute') => ({
  completedAt,
  completedPrecision,
});

describe(historyGroups, () => {
  it('groups by the day of the reader', () => {
    const history = [past('2026-11-23T22:00:00Z'), past('2026-11-23T20:00:00Z'), past('2026-11-23T08:00:00Z')];
    expect(historyGroups(history, 'Europe/Moscow').map(({ key, items }) => [key, items.length])).toEqual([
      ['2026-11-24', 1],
      ['2026-11-23', 2],
    ]);
  });

  it('claims no more than is known of a date', () => {
    const history = [past('2025-03-01T09:00:00Z', 'month'), past('2019-01-01T09:00:00Z', 'year')];
    expect(historyGroups(history, 'Europe/Moscow').map(({ key, precision }) => [key, precision])).toEqual([
      ['2025-03', 'month'],
      ['2019', 'year'],
    ]);
  });
});
