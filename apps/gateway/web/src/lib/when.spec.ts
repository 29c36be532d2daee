import { suggestTimes } from './when.ts';

const keys = (now: string) => suggestTimes(Date.parse(now), 'Europe/Moscow').map(({ key }) => key);
const momentsOf = (now: string) =>
  Object.fromEntries(suggestTimes(Date.parse(now), 'Europe/Moscow').map(({ key, moment }) => [key, moment]));

describe(suggestTimes, () => {
  it('means hours of the reader', () => {
    expect(momentsOf('2026-11-24T06:02:00Z')).toEqual({
      inAnHour: '2026-11-24T07:05:00.000Z',
      thisEvening: '2026-11-24T14:00:00.000Z',
      tomorrow: '2026-11-25T07:00:00.000Z',
      dayAfter: '2026-11-26T07:00:00.000Z',
      monday: '2026-11-30T07:00:00.000Z',
    });
  });

  it('offers no evening that is nearly over', () => {
    expect(keys('2026-11-24T13:00:00Z')).not.toContain('thisEvening');
  });

  it('does not offer Monday twice', () => {
    expect(keys('2026-11-29T06:00:00Z')).toEqual(['inAnHour', 'thisEvening', 'tomorrow', 'dayAfter'].slice(0, 3));
    expect(momentsOf('2026-11-23T06:00:00Z')['monday']).toBe('2026-11-30T07:00:00.000Z');
  });
});
