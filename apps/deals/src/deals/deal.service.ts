import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type {
  Actor,
  changeDeal as changeContract,
  createDeal,
  Deal,
  loseDeal as loseContract,
  moveDeal as moveContract,
  RpcInput,
  winDeal as winContract,
} from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { newId, requireVersion, Transaction } from '@crm/persistence';
import { ClassifierRepository } from '../classifiers/classifier.repository.ts';
import { PipelineRepository } from '../pipelines/pipeline.repository.ts';
import { ProductRepository } from '../products/product.repository.ts';
import { dayIn } from './calendar-day.ts';
import { changeDeal, loseDeal, moveDeal, openDeal, winDeal, type Occasion } from './deal.ts';
import { DealRepository } from './deal.repository.ts';

interface DealRef {
  readonly dealId: string;
  readonly expectedVersion?: number | undefined;
}

type Step = (deal: Deal, occasion: Occasion) => Deal | Promise<Deal>;

/** What people and programs do to single deals. Each command is one transaction, and any of them may run twice. */
@Injectable()
export class DealService {
  constructor(
    private readonly deals: DealRepository,
    private readonly pipelines: PipelineRepository,
    private readonly products: ProductRepository,
    private readonly classifiers: ClassifierRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /** Opens a deal of the actor. @throws DomainError `forbidden`, `product.not_found`, `pipeline.not_found` */
  async create(actor: Actor, { ownerDepartmentId, ...facts }: RpcInput<typeof createDeal>): Promise<Deal> {
    requirePermission(actor, 'write');
    return this.transaction.run(async () => {
      await this.requireProduct(facts.productId);
      const { pipelineId } = facts;
      const pipeline = pipelineId ? await this.pipelines.get(pipelineId) : await this.pipelines.first();
      const at = this.clock.now();
      const deal = openDeal(facts, pipeline, {
        id: newId(),
        departmentId: ownerDepartmentId,
        openedOn: facts.openedOn ?? dayIn(actor.timeZone, at),
        at,
        byEmployeeId: actor.employeeId,
      });
      return this.deals.insert(deal);
    });
  }

  /** @throws DomainError as `changeDeal` and `takeStep` say, and `product.not_found`. */
  change(actor: Actor, { change, ...ref }: RpcInput<typeof changeContract>): Promise<Deal> {
    return this.takeStep(actor, ref, async (deal, occasion) => {
      const changed = changeDeal(deal, change, occasion);
      await this.requireProduct(change.productId);
      return changed;
    });
  }

  /** @throws DomainError as `moveDeal` and `takeStep` say. */
  move(actor: Actor, { stageId, ...ref }: RpcInput<typeof moveContract>): Promise<Deal> {
    return this.takeStep(actor, ref, async (deal, occasion) =>
      moveDeal(deal, await this.pipelines.get(deal.pipelineId), { ...occasion, stageId }),
    );
  }

  /** @throws DomainError as `winDeal` and `takeStep` say. */
  win(actor: Actor, { amount, ...ref }: RpcInput<typeof winContract>): Promise<Deal> {
    return this.takeStep(actor, ref, async (deal, occasion) =>
      winDeal(deal, await this.pipelines.get(deal.pipelineId), { ...occasion, amount }),
    );
  }

  /** @throws DomainError as `loseDeal` and `takeStep` say, and `classifier.value_unknown`. */
  lose(actor: Actor, { reasonId, comment, ...ref }: RpcInput<typeof loseContract>): Promise<Deal> {
    return this.takeStep(actor, ref, async (deal, occasion) => {
      const reason = await this.classifiers.get('lost-reason', reasonId);
      return loseDeal(deal, await this.pipelines.get(deal.pipelineId), { ...occasion, reason, comment });
    });
  }

  /**
   * Changes one deal by its rules and stores it, unless the step left it as it was.
   *
   * @throws DomainError `forbidden`, `deal.not_found`, `version_conflict`
   */
  private async takeStep(actor: Actor, { dealId, expectedVersion }: DealRef, step: Step): Promise<Deal> {
    requirePermission(actor, 'write');
    return this.transaction.run(async () => {
      const deal = await this.deals.get(actor, dealId);
      requireVersion(deal, expectedVersion, (current) => current);
      const changed = await step(deal, { at: this.clock.now(), byEmployeeId: actor.employeeId });
      return changed === deal ? deal : this.deals.save(actor, changed);
    });
  }

  private async requireProduct(productId: string | null | undefined): Promise<void> {
    if (productId) await this.products.requireAll([productId]);
  }
}
