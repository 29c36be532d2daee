import { Injectable } from '@nestjs/common';
import { hasPermission } from '@crm/access';
import type {
  Actor,
  HandOver,
  HandOverCounts,
  RpcInput,
  RpcOutput,
  previewHandOver,
  startHandOver,
} from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import { toEmployee } from '../employees/employee.mapper.ts';
import { EmployeeRepository } from '../employees/employee.repository.ts';
import { type HandOverPeople, assertMayHandOver, reachesDepartment, sameCounts } from './hand-over.ts';
import { HandOverCounter } from './hand-over-counter.ts';
import { toHandOver, toNewHandOver } from './hand-over.mapper.ts';
import { HandOverOrders } from './hand-over-orders.ts';
import { HandOverRepository } from './hand-over.repository.ts';
import type { HandOverDocument } from './hand-over.schema.ts';

interface PeopleIds {
  readonly employeeId: string;
  readonly successorId: string;
}

@Injectable()
export class HandOverService {
  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly employees: EmployeeRepository,
    private readonly counter: HandOverCounter,
    private readonly orders: HandOverOrders,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  async preview(actor: Actor, { employeeId, successorId }: PeopleIds): Promise<RpcOutput<typeof previewHandOver>> {
    await this.people(actor, { employeeId, successorId });
    return { employeeId, successorId, counts: await this.counter.count(employeeId) };
  }

  async start(actor: Actor, { expected, ...ids }: RpcInput<typeof startHandOver>): Promise<HandOver> {
    await this.people(actor, ids);
    const counts = await this.counter.count(ids.employeeId);
    if (expected && !sameCounts(expected, counts)) throw new DomainError('hand_over.preview_outdated', { counts });

    return toHandOver(await this.transaction.run(() => this.store(actor, ids, counts)));
  }

  /** @throws DomainError `job.not_found`, also when it is none of the actor's business. */
  async get(actor: Actor, handOverId: string): Promise<HandOver> {
    const handOver = await this.handOvers.get(handOverId);
    const isOwn = handOver.startedById.toHexString() === actor.employeeId;
    const isVisible =
      isOwn || (hasPermission(actor, 'hand-over') && reachesDepartment(actor, handOver.departmentId.toHexString()));
    if (!isVisible) throw new DomainError('job.not_found', { handOverId });
    return toHandOver(handOver);
  }

  /** @throws DomainError `employee.not_found`, and what the rules of a hand-over refuse. */
  private async people(actor: Actor, { employeeId, successorId }: PeopleIds): Promise<HandOverPeople> {
    const leaver = toEmployee(await this.employees.get(employeeId));
    const successor = toEmployee(await this.employees.get(successorId));
    assertMayHandOver(actor, { leaver, successor });
    return { leaver, successor };
  }

  private async store(actor: Actor, ids: PeopleIds, previewed: HandOverCounts): Promise<HandOverDocument> {
    const { leaver, successor } = await this.people(actor, ids);
    if (await this.handOvers.isReceiving(leaver.id)) throw new DomainError('hand_over.running', { ...ids });
    const now = this.clock.now();
    const handOver = toNewHandOver({ leaver, successor }, { startedById: actor.employeeId, previewed, now });
    await this.handOvers.insert(handOver);
    await this.employees.setStatus(leaver.id, 'leaving', now);
    // A hand-over of the successor that starts at the same moment collides here instead of going unnoticed.
    await this.employees.touch(successor.id, now);
    this.transaction.afterCommit(() => void this.orders.place(handOver));
    return handOver;
  }
}
