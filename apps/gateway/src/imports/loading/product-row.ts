import type { loadProducts, RpcRequest } from '@crm/contracts';
import type { ProductSourceRow } from '../reading/source-rows.ts';
import { externalKey } from './external-key.ts';

type ProductRow = RpcRequest<typeof loadProducts>['rows'][number];

/** The set names no currency; its prices are American. */
export const CURRENCY = 'USD';

export const productRow = ({ product, series, price }: ProductSourceRow): ProductRow => ({
  externalId: externalKey('product', product),
  name: product,
  series: series || null,
  price: { amount: price, currency: CURRENCY },
});
