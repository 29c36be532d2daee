import { numberOf } from './typed-number.ts';

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
