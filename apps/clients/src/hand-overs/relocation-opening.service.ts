import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type { Actor, Employee, HandOver, HandOverCounts, relocateEmployee, RpcInput } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { requireVersion, toObjectId, Transaction } from '@crm/persistence';
import { assertActive } from '../employees/employee.ts';
import { toEmployee } from '../employees/employee.mapper.ts';
import { EmployeeRepository } from '../employees/employee.repository.ts';
import type { EmployeeDocument } from '../employees/employee.schema.ts';
import { WorkPlaces } from '../employees/work-places.service.ts';
import type { Counting } from './counted-start.service.ts';
import { nothing, sameCounts } from './hand-over.ts';
import { toHandOver, toNewHandOver } from './hand-over.mapper.ts';
import { HandOverOrders } from './hand-over-orders.ts';
import { HandOverRepository } from './hand-over.repository.ts';

export type Relocation = RpcInput<typeof relocateEmployee>;

/** Whether an employee may change his department, and what is stored when he does. */
@Injectable()
export class RelocationOpening {
  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly orders: HandOverOrders,
    private readonly employees: EmployeeRepository,
    private readonly places: WorkPlaces,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `forbidden`, `employee.not_found`, `employee.not_active`, `department.not_found` */
  async people(
    actor: Actor,
    { employeeId, departmentId }: Pick<Relocation, 'employeeId' | 'departmentId'>,
  ): Promise<EmployeeDocument> {
    requirePermission(actor, 'administer');
    const employee = await this.employees.get(employeeId);
    assertActive({ id: employeeId, status: employee.status });
    await this.places.requireDepartment(departmentId);
    return employee;
  }

  /**
   * Moves him, and orders the job that moves his work after him.
   *
   * @throws DomainError as `people`; `version_conflict`, `employee.same_department`, `hand_over.running`,
   *   `position.not_found`, `position.closed`; and why the
   *   counting failed.
   */
  open(actor: Actor, relocation: Relocation, counting: Counting): Promise<HandOver> {
    const { employeeId, departmentId, expectedVersion } = relocation;
    return this.transaction.run(async () => {
      const employee = await this.people(actor, relocation);
      requireVersion(employee, expectedVersion, toEmployee);
      if (counting.status === 'rejected') throw counting.reason;
      assertChange(toEmployee(employee), departmentId, counting.value);
      await this.places.holdPosition(relocation.positionId, employee);
      await this.places.holdDepartment(departmentId);
      // Work that is on its way to him carries the department that he leaves.
      if (await this.handOvers.isReceiving(employeeId)) throw new DomainError('hand_over.running', { employeeId });
      return toHandOver(await this.store(actor, employee, { relocation, previewed: counting.value }));
    });
  }

  private async store(
    actor: Actor,
    employee: EmployeeDocument,
    { relocation, previewed }: { relocation: Relocation; previewed: HandOverCounts },
  ) {
    const now = this.clock.now();
    const { employeeId, departmentId, positionId, expectedVersion } = relocation;
    const update = toStoredPlace(departmentId, positionId);
    const moved = toEmployee(await this.employees.change({ employeeId, expectedVersion, update, now }));
    const given = { kind: 'relocation', startedById: actor.employeeId, previewed, now } as const;
    const handOver = toNewHandOver({ leaver: toEmployee(employee), successor: moved }, given);
    await this.handOvers.insert(handOver);
    this.transaction.afterCommit(() => void this.orders.place(handOver));
    return handOver;
  }
}

const toStoredPlace = (departmentId: string, positionId: string | null | undefined) => ({
  departmentId: toObjectId(departmentId),
  ...(positionId !== undefined && { positionId: positionId === null ? null : toObjectId(positionId) }),
});

/**
 * Another department, or the same when something has been left behind in an earlier one, as after a job that failed.
 *
 * @throws DomainError `employee.same_department`, naming the field `departmentId`.
 */
export function assertChange(employee: Employee, departmentId: string, counts: HandOverCounts): void {
  if (employee.departmentId !== departmentId || !sameCounts(counts, nothing)) return;
  throw new DomainError('employee.same_department', { field: 'departmentId', employeeId: employee.id });
}
