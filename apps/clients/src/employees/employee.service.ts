import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
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
} from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { Transaction, newId, requireVersion } from '@crm/persistence';
import { ClassifierRepository } from '../classifiers/classifier.repository.ts';
import type { Choice } from '../classifiers/classifier-value.ts';
import { searchableName } from '../names/searchable-name.ts';
import { assertMayChange } from './employee.ts';
import { toEmployee, toStoredChange } from './employee.mapper.ts';
import { EmployeeRepository } from './employee.repository.ts';
import { toMembership } from './membership.mapper.ts';
import { MembershipRepository } from './membership.repository.ts';
import { WorkPlaces } from './work-places.service.ts';

@Injectable()
export class EmployeeService {
  constructor(
    private readonly employees: EmployeeRepository,
    private readonly places: WorkPlaces,
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
      await this.places.holdDepartment(facts.departmentId);
      await this.classifiers.requireChoosable(choicesOf(facts.skills));
      await this.places.holdPosition(facts.positionId, null);
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
      if (change.skills) await this.classifiers.requireChoosable(choicesOf(change.skills));
      const { positionId, ...others } = change;
      // No membership ends by a position that he has already.
      const isNew = await this.places.holdPosition(positionId, employee);
      const update = toStoredChange(isNew ? change : others);
      const now = this.clock.now();
      return toEmployee(await this.employees.change({ employeeId, expectedVersion, update, now }));
    });
  }

  async listMemberships(request: RpcInput<typeof listMemberships>): Promise<RpcOutput<typeof listMemberships>> {
    await this.employees.get(request.employeeId);
    const page = await this.memberships.page(request);
    return { ...page, data: page.data.map(toMembership) };
  }
}

/** What somebody's skills name of the classifiers. */
const choicesOf = ({ sectorIds, regionIds }: Skills): Choice[] => [
  ...sectorIds.map((value) => ({ classifier: 'sector', value })),
  ...regionIds.map((value) => ({ classifier: 'region', value })),
];
