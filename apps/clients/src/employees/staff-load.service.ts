import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type { Actor, DepartmentRow, EmployeeRow, RpcInput, RpcOutput, loadStaff } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { Transaction, newId } from '@crm/persistence';
import { type DepartmentReferences, departmentsToStore } from '../departments/department-load.ts';
import { DepartmentRepository } from '../departments/department.repository.ts';
import { distinctKeys } from '../loading/distinct-keys.ts';
import { type LoadPlan, planLoad } from '../loading/load-plan.ts';
import { PositionRepository } from '../positions/position.repository.ts';
import { employeesToStore } from './employee.ts';
import { EmployeeRepository } from './employee.repository.ts';

/** Loads departments and employees together, since each names the other. */
@Injectable()
export class StaffLoadService {
  constructor(
    private readonly departments: DepartmentRepository,
    private readonly employees: EmployeeRepository,
    private readonly positions: PositionRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  load(actor: Actor, rows: RpcInput<typeof loadStaff>): Promise<RpcOutput<typeof loadStaff>> {
    requirePermission(actor, 'load');
    return this.transaction.run(async () => {
      const employees = await this.planEmployees(rows);
      const { departments, stored } = await this.planDepartments(rows);

      const now = this.clock.now();
      await this.departments.holdPlaces([...stored.values()].map(({ id }) => id));
      const references = { stored, employeeIds: employees.ids };
      await this.departments.insert(departmentsToStore(departments, references), now);
      const names = employees.fresh.flatMap(({ row: { position } }) => position ?? []);
      const positionIdOf = await this.positions.ensure(names, now);
      await this.employees.insert(employeesToStore(employees, { departmentIds: departments.ids, positionIdOf }), now);
      return { departments: departments.result, employees: employees.result };
    });
  }

  private async planEmployees({ departments, employees }: RpcInput<typeof loadStaff>): Promise<LoadPlan<EmployeeRow>> {
    const heads = departments.map(({ headExternalId }) => headExternalId);
    const keys = distinctKeys([...employees.map(({ externalId }) => externalId), ...heads]);
    const known = await this.employees.byExternalIds(keys);
    return planLoad(
      employees,
      new Map(known.map(({ externalId = '', _id }) => [externalId, _id.toHexString()])),
      newId,
    );
  }

  private async planDepartments({ departments, employees }: RpcInput<typeof loadStaff>): Promise<{
    departments: LoadPlan<DepartmentRow>;
    stored: DepartmentReferences['stored'];
  }> {
    const keys = distinctKeys([
      ...departments.flatMap(({ externalId, parentExternalId }) => [externalId, parentExternalId]),
      ...employees.map(({ departmentExternalId }) => departmentExternalId),
    ]);
    const known = await this.departments.byExternalIds(keys);
    const stored = new Map(
      known.map(({ externalId = '', _id, ancestorIds }) => [
        externalId,
        { id: _id.toHexString(), ancestorIds: ancestorIds.map((id) => id.toHexString()) },
      ]),
    );
    const ids = new Map([...stored].map(([externalId, { id }]) => [externalId, id]));
    return { departments: planLoad(departments, ids, newId), stored };
  }
}
