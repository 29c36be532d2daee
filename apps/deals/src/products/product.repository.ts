import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { DomainError } from '@crm/kernel';
import { cursorPage, type Page } from '@crm/persistence';
import { trusted, type Model } from 'mongoose';
import { toProductDocument, type LoadedProduct } from './product.mapper.ts';
import type { ProductDocument } from './product.schema.ts';

interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly count?: boolean | undefined;
}

/** Products belong to nobody: every actor sees them all. */
@Injectable()
export class ProductRepository {
  constructor(@InjectModel('Product') private readonly products: Model<ProductDocument>) {}

  /** By name. @throws DomainError `cursor_invalid` */
  list(request: PageRequest): Promise<Page<ProductDocument>> {
    return cursorPage({ model: this.products, filter: {}, sort: { field: 'name', direction: 'asc' }, ...request });
  }

  /** @throws DomainError `product.not_found` when one of the ids is no product's. */
  async requireAll(productIds: readonly string[]): Promise<void> {
    const asked = [...new Set(productIds)];
    const found = await this.products.find({ _id: trusted({ $in: asked }) }, { _id: 1 }).lean<ProductDocument[]>();
    const known = new Set(found.map(({ _id }) => _id.toHexString()));
    const productId = asked.find((id) => !known.has(id));
    if (productId !== undefined) throw new DomainError('product.not_found', { productId });
  }

  /** The ids of those products that were loaded under these keys. */
  async idsByExternalId(externalIds: readonly string[]): Promise<Map<string, string>> {
    const found = await this.products
      .find({ externalId: trusted({ $in: externalIds }) }, { externalId: 1 })
      .lean<(Pick<ProductDocument, '_id'> & { externalId: string })[]>();
    return new Map(found.map(({ _id, externalId }) => [externalId, _id.toHexString()]));
  }

  async insertLoaded(loaded: readonly LoadedProduct[], now: Date): Promise<void> {
    await this.products.insertMany(loaded.map((product) => toProductDocument(product, now)));
  }
}
