import type { Money } from '@crm/contracts';
import { decimalFromString, decimalToString } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

/** Money as MongoDB keeps and adds it: exactly. */
export interface StoredMoney {
  readonly amount: Types.Decimal128;
  readonly currency: string;
}

export const moneySchema = new Schema<StoredMoney>(
  { amount: { type: Schema.Types.Decimal128, required: true }, currency: { type: String, required: true } },
  { _id: false, strict: 'throw' },
);

export const toMoney = ({ amount, currency }: StoredMoney): Money => ({ amount: decimalToString(amount), currency });

export const toStoredMoney = ({ amount, currency }: Money): StoredMoney => ({
  amount: decimalFromString(amount),
  currency,
});
