import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput, getEmployee, listEmployees, nameEmployees } from '@crm/contracts';
import { toEmployee } from './employee.mapper.ts';
import { EmployeeRepository } from './employee.repository.ts';

@Injectable()
export class EmployeeService {
  constructor(private readonly employees: EmployeeRepository) {}

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
}
