import { Decimal } from 'decimal.js';
import { Types } from 'mongoose';

/**
 * Stores a decimal string exactly.
 *
 * @throws BSONError when it is no number or has more than the 34 digits that MongoDB can keep.
 */
export const decimalFromString = (text: string): Types.Decimal128 => Types.Decimal128.fromString(text);

/** The exact number in plain notation, without an exponent and without zeros at the end of the fraction. */
export const decimalToString = (decimal: Types.Decimal128): string => new Decimal(decimal.toString()).toFixed();
