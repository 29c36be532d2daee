import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type { Actor, LoadResult, listProducts, loadProducts, RpcInput, RpcOutput } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { newId, Transaction } from '@crm/persistence';
import { planLoad } from '../loads/load-plan.ts';
import { toProduct } from './product.mapper.ts';
import { ProductRepository } from './product.repository.ts';

@Injectable()
export class ProductService {
  constructor(
    private readonly products: ProductRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `cursor_invalid` */
  async list(input: RpcInput<typeof listProducts>): Promise<RpcOutput<typeof listProducts>> {
    const page = await this.products.list(input);
    return { ...page, data: page.data.map(toProduct) };
  }

  /**
   * Adds the products whose keys are not known, all or none of them.
   *
   * @throws DomainError `forbidden`
   */
  async load(actor: Actor, { rows }: RpcInput<typeof loadProducts>): Promise<LoadResult> {
    requirePermission(actor, 'load');
    return this.transaction.run(async () => {
      const known = await this.products.idsByExternalId(rows.map(({ externalId }) => externalId));
      const { created, result } = planLoad(rows, known, newId);
      const loaded = created.map(({ id, row: { externalId, ...facts } }) => ({
        externalId,
        product: { ...facts, id },
      }));
      await this.products.insertLoaded(loaded, this.clock.now());
      return result;
    });
  }
}
