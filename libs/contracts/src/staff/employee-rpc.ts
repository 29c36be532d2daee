import { z } from 'zod';
import { defineCommand, defineQuery } from '../define.ts';
import { pageInput, pageOf } from '../page.ts';
import { Id, Version } from '../primitives.ts';
import { Employee, EmployeeChange, EmployeeName, EmployeeStatus, Membership, NewEmployee } from './employee.ts';

/** Staff belongs to the clients service. Names of colleagues are seen by everybody who signs in. */
export const listEmployees = defineQuery('clients.list-employees', {
  input: z.strictObject({
    ...pageInput,
    search: z.string().trim().min(1).max(100).optional().describe('Beginnings of words of the name'),
    departmentId: Id.optional(),
    status: EmployeeStatus.optional(),
  }),
  output: pageOf(Employee, 'EmployeePage'),
  errors: ['cursor_invalid'],
});

export const getEmployee = defineQuery('clients.get-employee', {
  input: z.strictObject({ employeeId: Id }),
  output: Employee,
  errors: ['employee.not_found'],
});

export const nameEmployees = defineQuery('clients.name-employees', {
  input: z.strictObject({ ids: z.array(Id).min(1).max(200) }),
  output: z.strictObject({ data: z.array(EmployeeName) }),
});

/** Refusals that come from the skills of an employee and from his position. */
const factErrors = [
  'classifier.value_unknown',
  'classifier.value_archived',
  'position.not_found',
  'position.closed',
] as const;

export const createEmployee = defineCommand('clients.create-employee', {
  input: NewEmployee,
  output: Employee,
  errors: ['forbidden', 'department.not_found', ...factErrors],
});

/** Administrators change everything; heads the working hours, skills and capacity of their people. */
export const changeEmployee = defineCommand('clients.change-employee', {
  input: z.strictObject({ employeeId: Id, expectedVersion: Version.optional(), change: EmployeeChange }),
  output: Employee,
  errors: ['forbidden', 'employee.not_found', 'version_conflict', ...factErrors],
});

/** Where an employee has worked, the latest first. */
export const listMemberships = defineQuery('clients.list-memberships', {
  input: z.strictObject({ employeeId: Id, limit: pageInput.limit, cursor: pageInput.cursor }),
  output: pageOf(Membership, 'MembershipPage'),
  errors: ['employee.not_found', 'cursor_invalid'],
});
