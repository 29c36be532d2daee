import { calendarDay } from './calendar-day.ts';

describe(calendarDay, () => {
  it.each([
    { zone: 'UTC', day: '2026-11-22' },
    { zone: 'Asia/Vladivostok', day: '2026-11-23' },
    { zone: 'America/New_York', day: '2026-11-22' },
  ])('is $day in $zone', ({ zone, day }) => {
    expect(calendarDay(new Date('2026-11-22T20:00:00Z'), zone)).toBe(day);
  });
});
