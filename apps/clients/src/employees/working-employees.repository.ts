import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { DomainError } from '@crm/kernel';
import type { Model } from 'mongoose';
import { assertActive } from './employee.ts';
import type { EmployeeDocument } from './employee.schema.ts';

/** Employees on whom another record relies: who heads a department, stands in for somebody, works with a client. */
@Injectable()
export class WorkingEmployees {
  constructor(@InjectModel('Employee') private readonly employees: Model<EmployeeDocument>) {}

  /** @throws DomainError `employee.not_found`, naming the field that holds him; `employee.not_active` */
  async require(employeeId: string, field: string): Promise<void> {
    const employee = await this.employees.findById(employeeId, { status: 1 }).lean<Pick<EmployeeDocument, 'status'>>();
    if (!employee) throw new DomainError('employee.not_found', { field, employeeId });
    assertActive({ id: employeeId, status: employee.status });
  }

  /** Makes a transaction that relies on the employee as he is collide with one that changes him, or relies on him as well. */
  async hold(employeeId: string): Promise<void> {
    await this.employees.updateOne({ _id: employeeId }, { $inc: { holds: 1 } });
  }
}
