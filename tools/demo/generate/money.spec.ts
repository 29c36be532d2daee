import { formatMoney, priceOf, toAmount } from './money.ts';

describe('money', () => {
  it.each([
    { price: 68_900, quantity: 3, discount: 7, amount: '192231' },
    { price: 790, quantity: 1, discount: 3, amount: '766.30' },
    { price: 33_800, quantity: 6, discount: 0, amount: '202800' },
  ])('is exact: $quantity × $price less $discount % is $amount', ({ price, quantity, discount, amount }) => {
    expect(toAmount(priceOf(price, quantity, discount))).toBe(amount);
  });

  it('keeps a leading zero of the hundredths', () => {
    expect(toAmount(10_005)).toBe('100.05');
  });

  it('is written as people write it', () => {
    expect(formatMoney(165_200_000, 'RUB', 'ru')).toBe('1\u00a0652\u00a0000\u00a0₽');
    expect(formatMoney(76_630, 'USD', 'en')).toBe('$766.30');
  });
});
