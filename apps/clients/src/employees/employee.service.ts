import { Injectable } from '@nestjs/common';
import { requirePermission, requireSystem } from '@crm/access';
import type {
  Actor,
  NewEmployee,
  RpcInput,
  RpcOutput,
  Skills,
  changeEmployee,
  createEmployee,
  getEmployee,
  listEmployees,
  listMemberships,
  nameEmployees,
  resolveActor,
} from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { Transaction, newId, requireVersion } from '@crm/persistence';
import { ClassifierRepository } from '../classifiers/classifier.repository.ts';
import { assertChoosable } from '../classifiers/classifier-value.ts';
import { DepartmentRepository } from '../departments/department.repository.ts';
import { searchableName } from '../names/searchable-name.ts';
import { assertMayChange, scopeOf } from './employee.ts';
import { toEmployee, toStoredChange } from './employee.mapper.ts';
import { EmployeeRepository } from './employee.repository.ts';
import { toMembership } from './membership.mapper.ts';
import { MembershipRepository } from './membership.repository.ts';

@Injectable()
export class EmployeeService {
  constructor(
    private readonly employees: EmployeeRepository,
    private readonly departments: DepartmentRepository,
    private readonly memberships: MembershipRepository,
    private readonly classifiers: ClassifierRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  async list(request: RpcInput<typeof listEmployees>): Promise<RpcOutput<typeof listEmployees>> {
    const page = await this.employees.page(request);
    return { ...page, data: page.data.map(toEmployee) };
  }

  async get({ employeeId }: RpcInput<typeof getEmployee>): Promise<RpcOutput<typeof getEmployee>> {
    return toEmployee(await this.employees.get(employeeId));
  }

  async name({ ids }: RpcInput<typeof nameEmployees>): Promise<RpcOutput<typeof nameEmployees>> {
    return { data: await this.employees.names(ids) };
  }

  create(actor: Actor, facts: NewEmployee): Promise<RpcOutput<typeof createEmployee>> {
    requirePermission(actor, 'administer');
    return this.transaction.run(async () => {
      const now = this.clock.now();
      const { departmentId } = facts;
      await this.departments.holdPresent(departmentId);
      await this.assertKnown(facts.skills);
      const id = newId();
      await this.employees.insert([{ ...facts, ...searchableName(facts.name), id, status: 'active' }], now);
      return toEmployee(await this.employees.get(id));
    });
  }

  change(
    actor: Actor,
    { employeeId, expectedVersion, change }: RpcInput<typeof changeEmployee>,
  ): Promise<RpcOutput<typeof changeEmployee>> {
    return this.transaction.run(async () => {
      const employee = await this.employees.get(employeeId);
      assertMayChange(actor, toEmployee(employee), change);
      requireVersion(employee, expectedVersion, toEmployee);
      if (change.skills) await this.assertKnown(change.skills);
      const update = toStoredChange(change);
      const now = this.clock.now();
      return toEmployee(await this.employees.change({ employeeId, expectedVersion, update, now }));
    });
  }

  async listMemberships(request: RpcInput<typeof listMemberships>): Promise<RpcOutput<typeof listMemberships>> {
    await this.employees.get(request.employeeId);
    const page = await this.memberships.page(request);
    return { ...page, data: page.data.map(toMembership) };
  }

  /** @throws DomainError `classifier.value_unknown`, `classifier.value_archived` */
  private async assertKnown({ sectorIds, regionIds }: Skills): Promise<void> {
    const asked = [
      ...sectorIds.map((value) => ({ classifier: 'sector', value })),
      ...regionIds.map((value) => ({ classifier: 'region', value })),
    ];
    if (asked.length === 0) return;
    const known = new Map((await this.classifiers.byIds(asked.map(({ value }) => value))).map((one) => [one.id, one]));
    for (const choice of asked) assertChoosable(known.get(choice.value), choice);
  }

  /** Only our own programs ask this: the answer decides what a person reaches. */
  async resolveActor(
    actor: Actor,
    { employeeId, role }: RpcInput<typeof resolveActor>,
  ): Promise<RpcOutput<typeof resolveActor>> {
    requireSystem(actor);
    const employee = await this.employees.get(employeeId);
    const headed = role === 'head' ? await this.departments.idsHeadedBy(employeeId) : [];
    const { name, departmentId, timeZone, status } = toEmployee(employee);
    return { employeeId, name, departmentId, timeZone, status, scope: scopeOf(role, headed) };
  }
}
