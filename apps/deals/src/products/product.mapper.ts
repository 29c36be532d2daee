import type { Product } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import { toMoney, toStoredMoney } from '../stored-values/money.ts';
import type { ProductDocument } from './product.schema.ts';

export const toProduct = ({ _id, name, series, price }: ProductDocument): Product => ({
  id: _id.toHexString(),
  name,
  series,
  price: toMoney(price),
});

/** A product as a load brings it, with the key of its source. */
export interface LoadedProduct {
  readonly product: Product;
  readonly externalId: string;
}

export const toProductDocument = ({ product, externalId }: LoadedProduct, now: Date): ProductDocument => ({
  _id: toObjectId(product.id),
  name: product.name,
  series: product.series,
  price: toStoredMoney(product.price),
  externalId,
  version: 1,
  createdAt: now,
  updatedAt: now,
});
