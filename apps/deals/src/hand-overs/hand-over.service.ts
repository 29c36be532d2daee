import { Injectable } from '@nestjs/common';
import { requirePermission, requireSystem } from '@crm/access';
import type { Actor, HandOverBatch, HandOverProgress, LivingWorkOf } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { toObjectId, Transaction } from '@crm/persistence';
import { DealOwnershipRepository } from '../deals/deal-ownership.repository.ts';
import { HandOverRepository } from './hand-over.repository.ts';

/** The deals' share of a hand-over: the open ones move, those won and lost stay with who closed them. */
@Injectable()
export class HandOverService {
  constructor(
    private readonly deals: DealOwnershipRepository,
    private readonly handOvers: HandOverRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `forbidden` */
  async count(actor: Actor, work: LivingWorkOf): Promise<{ openDeals: number }> {
    requirePermission(actor, 'hand-over');
    return { openDeals: await this.deals.countOpen(work) };
  }

  /**
   * Moves the next open deals of the leaver, all of the batch or none. After any failure it may simply be asked again:
   * what is moved is not the leaver's any more.
   *
   * @throws DomainError `forbidden`
   */
  async move(actor: Actor, batch: HandOverBatch): Promise<HandOverProgress> {
    requireSystem(actor);
    // What is asked after the commit could fail after it: then the caller would be refused what has been stored.
    return this.transaction.run(async () => {
      const openDeals = await this.moveSome(batch);
      return { moved: { openDeals }, remaining: await this.deals.hasOpen(workOf(batch)) };
    });
  }

  private async moveSome(batch: HandOverBatch): Promise<number> {
    const { handOverId, fromEmployeeId, toEmployeeId } = batch;
    const deals = await this.deals.someOpen(workOf(batch), batch.limit);
    if (deals.length === 0) return this.handOvers.moved(handOverId);

    const at = this.clock.now();
    await this.deals.give(deals, { ownerId: toEmployeeId, departmentId: batch.toDepartmentId, at });
    const journal = deals.map(({ _id, departmentId }) => ({
      handOverId: toObjectId(handOverId),
      recordId: _id,
      fromEmployeeId: toObjectId(fromEmployeeId),
      fromDepartmentId: departmentId,
      toEmployeeId: toObjectId(toEmployeeId),
      movedAt: at,
    }));
    return this.handOvers.record(handOverId, journal);
  }
}

const workOf = ({ fromEmployeeId, exceptDepartmentId }: HandOverBatch): LivingWorkOf => ({
  employeeId: fromEmployeeId,
  exceptDepartmentId,
});
