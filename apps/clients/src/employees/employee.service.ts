import { Injectable } from '@nestjs/common';
import { requireSystem } from '@crm/access';
import type {
  Actor,
  RpcInput,
  RpcOutput,
  getEmployee,
  listEmployees,
  nameEmployees,
  resolveActor,
} from '@crm/contracts';
import { DepartmentRepository } from '../departments/department.repository.ts';
import { scopeOf } from './employee.ts';
import { toEmployee } from './employee.mapper.ts';
import { EmployeeRepository } from './employee.repository.ts';

@Injectable()
export class EmployeeService {
  constructor(
    private readonly employees: EmployeeRepository,
    private readonly departments: DepartmentRepository,
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
