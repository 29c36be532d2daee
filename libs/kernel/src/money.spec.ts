import { sumMoney } from './money.ts';

describe(sumMoney, () => {
  it.each([
    { amounts: [], total: '0' },
    { amounts: ['0.1', '0.2'], total: '0.3' },
    { amounts: ['999999999999999.9999', '0.0001'], total: '1000000000000000' },
  ])('adds $amounts to $total without rounding', ({ amounts, total }) => {
    const money = amounts.map((amount) => ({ amount, currency: 'RUB' }));
    expect(sumMoney(money, 'RUB')).toEqual({ amount: total, currency: 'RUB' });
  });

  it('refuses to add different currencies', () => {
    expect(() => sumMoney([{ amount: '1', currency: 'USD' }], 'RUB')).toThrow('Cannot add USD to RUB');
  });
});
