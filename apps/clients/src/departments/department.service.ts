import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput, listDepartments } from '@crm/contracts';
import { toDepartment } from './department.mapper.ts';
import { DepartmentRepository } from './department.repository.ts';

@Injectable()
export class DepartmentService {
  constructor(private readonly departments: DepartmentRepository) {}

  async list(request: RpcInput<typeof listDepartments>): Promise<RpcOutput<typeof listDepartments>> {
    const page = await this.departments.page(request);
    return { ...page, data: page.data.map(toDepartment) };
  }
}
