import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import {
  type Actor,
  type changeDeal as changeContract,
  type createDeal,
  type Deal,
  dealChanged,
  type DealEvent,
  dealLost,
  dealMoved,
  dealWon,
  type loseDeal as loseContract,
  type moveDeal as moveContract,
  type RpcInput,
  type winDeal as winContract,
} from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { newId, requireVersion, Transaction } from '@crm/persistence';
import { ClassifierRepository } from '../classifiers/classifier.repository.ts';
import { PipelineRepository } from '../pipelines/pipeline.repository.ts';
import { ProductRepository } from '../products/product.repository.ts';
import { dayIn } from './calendar-day.ts';
import { changeDeal, loseDeal, moveDeal, openDeal, winDeal, type Occasion } from './deal.ts';
import { DealAccess } from './deal-access.ts';

interface DealRef {
  readonly dealId: string;
  readonly expectedVersion?: number | undefined;
}

/** How a deal changes by its rules, and as what the change is told. */
interface Step {
  readonly event: DealEvent;
  readonly take: (deal: Deal, occasion: Occasion) => Promise<Deal>;
}

/** What people and programs do to single deals. Each command is one transaction, and any of them may run twice. */
@Injectable()
export class DealService {
  constructor(
    private readonly access: DealAccess,
    private readonly pipelines: PipelineRepository,
    private readonly products: ProductRepository,
    private readonly classifiers: ClassifierRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /** Opens a deal of the actor, or of the absent colleague whose client it is. @throws DomainError `forbidden`, `product.not_found`, `pipeline.not_found` */
  async create(actor: Actor, { ownerDepartmentId, ...facts }: RpcInput<typeof createDeal>): Promise<Deal> {
    requirePermission(actor, 'write');
    return this.transaction.run(async () => {
      await this.requireProduct(facts.productId);
      const { pipelineId } = facts;
      const pipeline = pipelineId ? await this.pipelines.get(pipelineId) : await this.pipelines.first();
      const at = this.clock.now();
      const place = { clientId: facts.clientId, departmentId: ownerDepartmentId };
      const deal = openDeal(facts, pipeline, {
        id: newId(),
        openedOn: facts.openedOn ?? dayIn(actor.timeZone, at),
        at,
        byEmployeeId: actor.employeeId,
        ...(await this.access.clients.newWork(actor, place)),
      });
      return this.access.deals.insert(deal);
    });
  }

  /** @throws DomainError as `changeDeal` and `takeStep` say, and `product.not_found`. */
  change(actor: Actor, { change, ...ref }: RpcInput<typeof changeContract>): Promise<Deal> {
    const take: Step['take'] = async (deal, occasion) => {
      const changed = changeDeal(deal, change, occasion);
      await this.requireProduct(change.productId);
      return changed;
    };
    return this.takeStep(actor, ref, { event: dealChanged, take });
  }

  /** @throws DomainError as `moveDeal` and `takeStep` say. */
  move(actor: Actor, { stageId, ...ref }: RpcInput<typeof moveContract>): Promise<Deal> {
    const take: Step['take'] = async (deal, occasion) =>
      moveDeal(deal, await this.pipelines.get(deal.pipelineId), { ...occasion, stageId });
    return this.takeStep(actor, ref, { event: dealMoved, take });
  }

  /** @throws DomainError as `winDeal` and `takeStep` say. */
  win(actor: Actor, { amount, ...ref }: RpcInput<typeof winContract>): Promise<Deal> {
    const take: Step['take'] = async (deal, occasion) =>
      winDeal(deal, await this.pipelines.get(deal.pipelineId), { ...occasion, amount });
    return this.takeStep(actor, ref, { event: dealWon, take });
  }

  /** @throws DomainError as `loseDeal` and `takeStep` say, and `classifier.value_unknown`. */
  lose(actor: Actor, { reasonId, comment, ...ref }: RpcInput<typeof loseContract>): Promise<Deal> {
    const take: Step['take'] = async (deal, occasion) => {
      const reason = await this.classifiers.get('lost-reason', reasonId);
      return loseDeal(deal, await this.pipelines.get(deal.pipelineId), { ...occasion, reason, comment });
    };
    return this.takeStep(actor, ref, { event: dealLost, take });
  }

  /**
   * Changes one deal by its rules and stores it, unless the step left it as it was.
   *
   * @throws DomainError `forbidden`, `deal.not_found`, `version_conflict`
   */
  private async takeStep(actor: Actor, { dealId, expectedVersion }: DealRef, step: Step): Promise<Deal> {
    requirePermission(actor, 'write');
    return this.transaction.run(async () => {
      const deal = await this.access.getToChange(actor, dealId);
      requireVersion(deal, expectedVersion, (current) => current);
      const changed = await step.take(deal, { at: this.clock.now(), ...(await this.occasionOf(actor, deal)) });
      return changed === deal ? deal : this.access.deals.save(actor, changed, step.event);
    });
  }

  private async occasionOf(actor: Actor, deal: Pick<Deal, 'ownerId' | 'clientId'>): Promise<Omit<Occasion, 'at'>> {
    return { byEmployeeId: actor.employeeId, madeOnBehalf: await this.access.clients.madeOnBehalf(actor, deal) };
  }

  private async requireProduct(productId: string | null | undefined): Promise<void> {
    if (productId) await this.products.requireAll([productId]);
  }
}
