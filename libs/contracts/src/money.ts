import { z } from 'zod';

/** Exact decimal with at most four places, as a string: a float would lose kopecks. */
export const DecimalAmount = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,14})(?:\.\d{1,4})?$/, 'must be a decimal such as 1200.50')
  .meta({ id: 'DecimalAmount', description: 'Exact decimal as a string, at most four places' });

/** ISO 4217 code. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
  .meta({ id: 'Currency' });

export const Money = z.strictObject({ amount: DecimalAmount, currency: Currency }).meta({ id: 'Money' });
export type Money = z.output<typeof Money>;
