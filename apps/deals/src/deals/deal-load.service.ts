import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type { Actor, DealRow, LoadResult, loadDeals, RpcInput } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { newId, Transaction } from '@crm/persistence';
import { ClassifierRepository } from '../classifiers/classifier.repository.ts';
import { planLoad } from '../loads/load-plan.ts';
import { PipelineRepository } from '../pipelines/pipeline.repository.ts';
import { ProductRepository } from '../products/product.repository.ts';
import { DealLoadRepository } from './deal-load.repository.ts';
import { dealFromRow, type RowReferences } from './deal-row.ts';

@Injectable()
export class DealLoadService {
  constructor(
    private readonly deals: DealLoadRepository,
    private readonly pipelines: PipelineRepository,
    private readonly products: ProductRepository,
    private readonly classifiers: ClassifierRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds the deals whose keys are not known, all or none of them.
   *
   * @throws DomainError `forbidden`, `product.not_found`, and what `dealFromRow` says.
   */
  async load(actor: Actor, { rows }: RpcInput<typeof loadDeals>): Promise<LoadResult> {
    requirePermission(actor, 'load');
    return this.transaction.run(async () => {
      const known = await this.deals.idsByExternalId(rows.map(({ externalId }) => externalId));
      const { created, result } = planLoad(rows, known, newId);
      const references = await this.referencesOf(created.map(({ row }) => row));
      const at = this.clock.now();
      const loaded = created.map(({ id, row }) => ({
        externalId: row.externalId,
        deal: dealFromRow(row, references, { id, at }),
      }));
      await this.deals.insert(loaded);
      return result;
    });
  }

  /** Pipelines and reasons are few and are read whole. */
  private async referencesOf(rows: readonly DealRow[]): Promise<RowReferences> {
    await this.products.requireAll(rows.flatMap(({ productId }) => productId ?? []));
    const pipelines = await this.pipelines.all();
    const reasons = await this.classifiers.list('lost-reason');
    return {
      pipelines: new Map(pipelines.map((pipeline) => [pipeline.code, pipeline])),
      lostReasons: new Map(reasons.map((reason) => [reason.code, reason])),
    };
  }
}
