import { Types } from 'mongoose';

/** A value of JSON. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * A stored value as JSON says it: moments as ISO text, ids and decimals as text; what is absent is null. Half a character,
 * which JSON cannot say, becomes what MongoDB stores of it.
 */
export function plainOf(value: unknown): Plain {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Types.ObjectId || value instanceof Types.Decimal128) return value.toString();
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value === 'object') return plainFields(value);
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return typeof value === 'bigint' ? String(value) : (value as Plain);
}

/** A field that holds nothing counts as one that is absent, as it does for those who read the record. */
const plainFields = (value: object): Plain =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key.toWellFormed(), plainOf(inner)]),
  );

/** Whether the value has fields of its own. */
export const isFields = (value: Plain): value is Readonly<Record<string, Plain>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
