import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { listMemberships, RpcInput } from '@crm/contracts';
import { cursorPage, newId, type Page, toObjectId } from '@crm/persistence';
import type { Model } from 'mongoose';
import type { EmployeeDocument } from './employee.schema.ts';
import type { MembershipDocument } from './membership.schema.ts';

/** Where employees have worked. Written in the transaction that changes the employee. */
@Injectable()
export class MembershipRepository {
  constructor(@InjectModel('Membership') private readonly memberships: Model<MembershipDocument>) {}

  page({ employeeId, ...request }: RpcInput<typeof listMemberships>): Promise<Page<MembershipDocument>> {
    const sort = { field: 'from', direction: 'desc' } as const;
    return cursorPage({ ...request, model: this.memberships, filter: { employeeId }, sort });
  }

  async begin(employees: readonly EmployeeDocument[], now: Date): Promise<void> {
    await this.memberships.insertMany(
      employees.map((employee) => membershipOf(employee, now)),
      { lean: true },
    );
  }

  /** Ends the present membership and begins the next. */
  async change(employee: EmployeeDocument, now: Date): Promise<void> {
    await this.end(employee, now);
    await this.begin([employee], now);
  }

  async end({ _id }: Pick<EmployeeDocument, '_id'>, now: Date): Promise<void> {
    const present = { employeeId: _id, to: null };
    await this.memberships.updateOne(present, { $set: { to: now, updatedAt: now }, $inc: { version: 1 } });
  }
}

export const membershipOf = (employee: EmployeeDocument, from: Date): MembershipDocument => ({
  _id: toObjectId(newId()),
  employeeId: employee._id,
  departmentId: employee.departmentId,
  positionId: employee.positionId,
  from,
  to: null,
  version: 1,
  createdAt: from,
  updatedAt: from,
});
