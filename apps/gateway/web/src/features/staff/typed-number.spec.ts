import { capacityOf, numberOf } from './typed-number.ts';

describe(numberOf, () => {
  it.each([
    { typed: '120', number: 120 },
    { typed: ' 1 200 ', number: 1200 },
    { typed: 7, number: 7 },
    { typed: '', number: '' },
    { typed: null, number: null },
    { typed: 'many', number: 'many' },
    { typed: '-1', number: '-1' },
  ])('reads $typed as $number', ({ typed, number }) => {
    expect(numberOf(typed)).toBe(number);
  });
});

describe(capacityOf, () => {
  it('reads both numbers, and nothing where nothing was typed', () => {
    expect(capacityOf({ clients: '1 200', openDeals: '' })).toEqual({ clients: 1200, openDeals: '' });
    expect(capacityOf(null)).toEqual({ clients: undefined, openDeals: undefined });
  });
});
