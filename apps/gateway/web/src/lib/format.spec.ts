import { Format } from './format.ts';

const spaced = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe(Format, () => {
  const russian = new Format('ru', 'Asia/Vladivostok');
  const english = new Format('en-GB', 'Europe/London');

  it('shows a moment in the zone of the reader', () => {
    expect(russian.time('2026-11-24T04:30:00.000Z')).toBe('14:30');
    expect(english.time('2026-11-24T04:30:00.000Z')).toBe('04:30');
  });

  it('names a day as it stands, whatever the zone', () => {
    expect(russian.day('2020-01-02')).toBe('2 января 2020 г.');
    expect(english.day('2020-01-02')).toBe('2 January 2020');
  });

  it('keeps every digit of an amount', () => {
    expect(spaced(russian.money({ amount: '90071992547409.93', currency: 'RUB' }))).toBe('90 071 992 547 409,93 ₽');
    expect(english.money({ amount: '1200', currency: 'GBP' })).toBe('£1,200');
  });

  it('leaves out kopecks that are not there', () => {
    expect(spaced(russian.money({ amount: '1200.0000', currency: 'RUB' }))).toBe('1 200 ₽');
    expect(spaced(russian.money({ amount: '1200.5', currency: 'RUB' }))).toBe('1 200,50 ₽');
  });
});
