import { Injectable } from '@nestjs/common';
import type { Actor, HandOver, HandOverCounts, RpcInput, startHandOver } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import { toEmployee } from '../employees/employee.mapper.ts';
import { EmployeeRepository } from '../employees/employee.repository.ts';
import { WorkingEmployees } from '../employees/working-employees.repository.ts';
import type { Counting } from './counted-start.service.ts';
import { type HandOverPeople, assertMayHandOver, sameCounts } from './hand-over.ts';
import { toHandOver, toNewHandOver } from './hand-over.mapper.ts';
import { HandOverOrders } from './hand-over-orders.ts';
import { HandOverRepository } from './hand-over.repository.ts';
import type { HandOverDocument } from './hand-over.schema.ts';

interface PeopleIds {
  readonly employeeId: string;
  readonly successorId: string;
}

/** Whether a hand-over may be, and what is stored when it begins. */
@Injectable()
export class HandOverOpening {
  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly employees: EmployeeRepository,
    private readonly working: WorkingEmployees,
    private readonly orders: HandOverOrders,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `employee.not_found`, and what the rules of a hand-over refuse. */
  async people(actor: Actor, { employeeId, successorId }: PeopleIds): Promise<HandOverPeople> {
    const leaver = toEmployee(await this.employees.get(employeeId));
    const successor = toEmployee(await this.employees.get(successorId));
    assertMayHandOver(actor, { leaver, successor });
    return { leaver, successor };
  }

  /**
   * Stores a new hand-over and orders its job. When the counting has failed the rules come first all the same: whoever may
   * not start it learns that.
   *
   * @throws DomainError as `people`; `hand_over.preview_outdated`, `hand_over.running`; and why the counting failed.
   */
  open(actor: Actor, { expected, ...ids }: RpcInput<typeof startHandOver>, counting: Counting): Promise<HandOver> {
    return this.transaction.run(async () => {
      const people = await this.people(actor, ids);
      if (counting.status === 'rejected') throw counting.reason;
      const counts = counting.value;
      if (expected && !sameCounts(expected, counts)) throw new DomainError('hand_over.preview_outdated', { counts });
      if (await this.handOvers.isReceiving(ids.employeeId)) throw new DomainError('hand_over.running', { ...ids });
      return toHandOver(await this.store(actor, people, counts));
    });
  }

  private async store(
    actor: Actor,
    { leaver, successor }: HandOverPeople,
    previewed: HandOverCounts,
  ): Promise<HandOverDocument> {
    const now = this.clock.now();
    const handOver = toNewHandOver(
      { leaver, successor },
      { kind: 'leaving', startedById: actor.employeeId, previewed, now },
    );
    await this.handOvers.insert(handOver);
    await this.employees.setStatus(leaver.id, 'leaving', now);
    // A hand-over of the successor that starts at the same moment collides here instead of going unnoticed.
    await this.working.hold(successor.id);
    this.transaction.afterCommit(() => void this.orders.place(handOver));
    return handOver;
  }
}
