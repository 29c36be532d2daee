import { sumOfCounts } from './hand-over-parts.ts';

it('counts every kind of record', () => {
  expect(
    sumOfCounts({
      clients: 5,
      teamPlaces: 3,
      grants: 1,
      openDeals: 40,
      plannedActivities: 30,
      reminders: 20,
      commitments: 2,
    }),
  ).toBe(101);
});
