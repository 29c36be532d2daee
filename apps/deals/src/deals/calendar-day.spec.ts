import { dayIn } from './calendar-day.ts';

describe(dayIn, () => {
  it.each([
    { timeZone: 'Europe/Moscow', day: '2026-11-24' },
    { timeZone: 'UTC', day: '2026-11-23' },
    { timeZone: 'America/New_York', day: '2026-11-23' },
    { timeZone: 'Pacific/Auckland', day: '2026-11-24' },
  ])('sees $day in $timeZone at 21:30 in Greenwich', ({ timeZone, day }) => {
    expect(dayIn(timeZone, new Date('2026-11-23T21:30:00Z'))).toBe(day);
  });
});
