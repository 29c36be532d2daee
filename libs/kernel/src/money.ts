import { Decimal } from 'decimal.js';

/** An exact amount: a decimal string (never a float) with an ISO 4217 currency code. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/**
 * Adds amounts of one currency exactly.
 *
 * @throws Error when the currencies differ: sums over currencies need a rate and a date, which is another operation.
 */
export function sumMoney(amounts: readonly Money[], currency: string): Money {
  const total = amounts.reduce((sum, money) => {
    if (money.currency !== currency) throw new Error(`Cannot add ${money.currency} to ${currency}`);
    return sum.plus(money.amount);
  }, new Decimal(0));
  return { amount: total.toFixed(), currency };
}
