import type { loadClients, loadStaff, RpcRequest } from '@crm/contracts';
import type { AccessBenchOptions } from './options.ts';

/**
 * A tree in which each department has ten below it: 0 is the top, 1 to 10 are its branches. With 1,000 departments and
 * 10,000 employees a branch is 111 departments with about 1,100 people.
 */

type StaffRows = RpcRequest<typeof loadStaff>;
type ClientRow = RpcRequest<typeof loadClients>['rows'][number];

const CHILDREN = 10;

const departmentKey = (index: number): string => `access-department-${index}`;
export const employeeKey = (index: number): string => `access-employee-${index}`;
export const emailOf = (index: number): string => `employee${index}@access.example`;

const parentOf = (index: number): string | null =>
  index === 0 ? null : departmentKey(Math.floor((index - 1) / CHILDREN));

/** The first employee of a department leads it; the one of branch 1 leads the branches 2 and 3 as well. */
const headOf = (index: number, perDepartment: number): number =>
  (index === 2 || index === 3 ? 1 : index) * perDepartment;

/** Departments from `first` on with their people, parents before children, as one message takes them. */
export function staffRows(first: number, options: AccessBenchOptions): StaffRows {
  const perDepartment = Math.floor(options.employees / options.departments);
  const count = Math.min(departmentsInMessage(options), options.departments - first);
  const indexes = Array.from({ length: count }, (_, offset) => first + offset);
  return {
    departments: indexes.map((index) => ({
      externalId: departmentKey(index),
      name: `Department ${index}`,
      parentExternalId: parentOf(index),
      headExternalId: employeeKey(headOf(index, perDepartment)),
    })),
    employees: indexes.flatMap((index) =>
      Array.from({ length: perDepartment }, (_, offset) => {
        const employee = index * perDepartment + offset;
        return {
          externalId: employeeKey(employee),
          name: `Employee ${employee}`,
          email: emailOf(employee),
          departmentExternalId: departmentKey(index),
        };
      }),
    ),
  };
}

/** As many as fill a message of 500 employees. */
export const departmentsInMessage = ({ employees, departments }: AccessBenchOptions): number =>
  Math.max(4, Math.floor(500 / Math.floor(employees / departments)));

export const clientKey = (index: number): string => `access-client-${index}`;

/** Names come in no order of their owners, so that a page of any scope is spread over the whole alphabet. */
export const clientName = (index: number): string =>
  `Company ${(Math.imul(index, 2_654_435_761) >>> 0).toString(36)} ${index}`;

export const clientRow = (index: number, ownerId: string): ClientRow => ({
  externalId: clientKey(index),
  kind: 'organisation',
  name: clientName(index),
  ownerId,
});

/** Who reads, from the least to all. The numbers are those of employees. */
export function readers({ employees, departments }: AccessBenchOptions) {
  const perDepartment = Math.floor(employees / departments);
  const leaf = departments - 1;
  return [
    { name: 'all', role: 'director', employee: 0 },
    { name: 'own', role: 'manager', employee: leaf * perDepartment + 1 },
    { name: 'one department', role: 'head', employee: leaf * perDepartment },
    { name: 'a branch', role: 'head', employee: 4 * perDepartment },
    { name: 'three branches', role: 'head', employee: perDepartment },
  ] as const;
}
