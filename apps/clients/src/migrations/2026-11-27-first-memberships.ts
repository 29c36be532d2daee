import type { Migration } from '@crm/persistence';
import { trusted } from 'mongoose';
import { type EmployeeDocument, employeeSchema } from '../employees/employee.schema.ts';
import { membershipOf } from '../employees/membership.repository.ts';
import { type MembershipDocument, membershipSchema } from '../employees/membership.schema.ts';

const BATCH = 500;

/** As what he works was a text in those days; a later migration makes a position of it. */
type EmployeeOfThen = Omit<EmployeeDocument, 'positionId'> & { readonly position: string | null };

const firstOf = (employee: EmployeeOfThen) => {
  const { positionId: _later, ...membership } = membershipOf({ ...employee, positionId: null }, employee.createdAt);
  return { ...membership, position: employee.position };
};

/** Employees of before memberships were written down have worked where they work since they are known. */
export const firstMemberships: Migration = {
  id: '2026-11-27-first-memberships',
  async up(connection) {
    const employees = connection.model<EmployeeDocument>('Employee', employeeSchema);
    const memberships = connection.model<MembershipDocument>('Membership', membershipSchema);
    let last: EmployeeOfThen | undefined;
    do {
      const some: EmployeeOfThen[] = await employees
        .find(last ? { _id: trusted({ $gt: last._id }) } : {})
        .sort({ _id: 1 })
        .limit(BATCH)
        .lean<EmployeeOfThen[]>();
      const ids = some.map(({ _id }) => _id);
      const known = await memberships.distinct('employeeId', { employeeId: trusted({ $in: ids }) });
      const isKnown = new Set(known.map(String));
      const missing = some.filter(({ _id }) => !isKnown.has(_id.toHexString()));
      if (missing.length > 0) await connection.collection('memberships').insertMany(missing.map(firstOf));
      last = some.at(-1);
    } while (last);
  },
};
