import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { DomainError } from '@crm/kernel';
import { toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import type { ClientDocument } from '../clients/client.schema.ts';
import { assertActive } from '../employees/employee.ts';
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

  /**
   * Relies on the employee within the transaction: one who leaves at the same moment collides with it.
   *
   * @throws DomainError `employee.not_found`, `employee.not_active`, naming the field `headId`.
   */
  async assertMayHead(employeeId: string): Promise<void> {
    const employee = await this.employees.findById(employeeId, { status: 1 }).lean<Pick<EmployeeDocument, 'status'>>();
    if (!employee) throw new DomainError('employee.not_found', { field: 'headId', employeeId });
    assertActive({ id: employeeId, status: employee.status });
    await this.employees.updateOne({ _id: employeeId }, { $inc: { holds: 1 } });
  }
}
