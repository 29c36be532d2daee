/** Hundredths of a currency's unit. A whole number, so nothing is ever rounded by accident. */
export type Cents = number;

/** Quantity times price less a discount in whole per cent; prices are whole units, so the result is exact. */
export const priceOf = (price: number, quantity: number, discount: number): Cents =>
  price * quantity * (100 - discount);

/** As contracts carry it: `1250.5` becomes `1250.50`, whole amounts have no decimals. */
export function toAmount(cents: Cents): string {
  const rest = cents % 100;
  const whole = String((cents - rest) / 100);
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(2, '0')}`;
}

/** As people write it. */
export function formatMoney(cents: Cents, currency: string, language: 'ru' | 'en'): string {
  const minimumFractionDigits = cents % 100 === 0 ? 0 : 2;
  const key = `${language} ${currency} ${minimumFractionDigits}`;
  const options = { style: 'currency', currency, minimumFractionDigits, maximumFractionDigits: 2 } as const;
  const formatter = formatters.get(key) ?? new Intl.NumberFormat(language, options);
  formatters.set(key, formatter);
  return formatter.format(cents / 100);
}

/** Making a formatter takes far longer than using it. */
const formatters = new Map<string, Intl.NumberFormat>();
