import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import type { ClientDocument } from '../clients/client.schema.ts';
import type { EmployeeDocument } from '../employees/employee.schema.ts';

/** Who works in departments, and what they answer for: as much as the tree needs to know. */
@Injectable()
export class DepartmentMembers {
  constructor(
    @InjectModel('Employee') private readonly employees: Model<EmployeeDocument>,
    @InjectModel('Client') private readonly clients: Model<ClientDocument>,
  ) {}

  /** Whether anybody works or has worked here. */
  async hasAny(departmentId: string): Promise<boolean> {
    return (await this.employees.exists({ departmentId })) !== null;
  }

  async count(departmentIds: readonly string[]): Promise<{ employees: number; clients: number }> {
    const filter = { departmentId: trusted({ $in: departmentIds.map(toObjectId) }) };
    const employees = await this.employees.countDocuments(filter);
    return { employees, clients: await this.clients.countDocuments(filter) };
  }
}
