import { addDays, dayOf, momentOf, wallClockOf, weekdayOf } from './zoned-time.ts';

describe('time in a zone', () => {
  it('names the day of the reader, not of the server', () => {
    expect(dayOf('2026-11-23T21:30:00.000Z', 'Europe/Moscow')).toBe('2026-11-24');
    expect(dayOf('2026-11-23T21:30:00.000Z', 'America/New_York')).toBe('2026-11-23');
  });

  it('turns a wall clock into the moment and back', () => {
    const moment = momentOf('2026-11-24T09:00', 'Asia/Yekaterinburg');
    expect(moment).toBe('2026-11-24T04:00:00.000Z');
    expect(wallClockOf(moment, 'Asia/Yekaterinburg')).toBe('2026-11-24T09:00');
  });

  it('knows summer time on both sides of the change', () => {
    expect(momentOf('2026-03-28T09:00', 'Europe/Berlin')).toBe('2026-03-28T08:00:00.000Z');
    expect(momentOf('2026-03-29T09:00', 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z');
  });

  it('counts days over the end of a month', () => {
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(weekdayOf('2026-11-23')).toBe(1);
  });
});
