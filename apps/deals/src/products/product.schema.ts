import { recordSchema, type StoredRecord } from '@crm/persistence';
import { moneySchema, type StoredMoney } from '../stored-values/money.ts';

export interface ProductDocument extends StoredRecord {
  readonly name: string;
  readonly series: string | null;
  readonly price: StoredMoney;
  /** The key of the source that it was loaded from. */
  readonly externalId?: string;
}

export const productSchema = recordSchema<ProductDocument>(
  {
    name: { type: String, required: true },
    series: { type: String, default: null },
    price: { type: moneySchema, required: true },
    externalId: { type: String },
  },
  { collection: 'products', audited: { kind: 'product', open: ['name', 'series', 'price', 'externalId'] } },
);

// The list of products.
productSchema.index({ name: 1, _id: 1 });
// Loads: a repeated row finds the product that it made, and cannot make another.
productSchema.index({ externalId: 1 }, { unique: true, partialFilterExpression: { externalId: { $type: 'string' } } });
