import { fold } from '../matching/fold.ts';
import type { ProductSourceRow } from '../reading/source-rows.ts';
import { UniqueKeys } from './unique-keys.ts';

/** Products by name. */
export type ProductList = ReadonlyMap<string, ProductSourceRow>;

/** @throws DomainError `import.malformed` when a product is there twice. */
export async function surveyProducts(rows: AsyncIterable<ProductSourceRow>): Promise<ProductList> {
  const names = new UniqueKeys('products', 'product', fold);
  const products = new Map<string, ProductSourceRow>();
  for await (const row of rows) {
    names.add(row.product, row.line);
    products.set(row.product, row);
  }
  return products;
}
