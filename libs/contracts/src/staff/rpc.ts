import { z } from 'zod';
import { defineCommand, defineQuery } from '../define.ts';
import { LoadResult, loadRows } from '../load.ts';
import { pageInput, pageOf } from '../page.ts';
import { ExternalId, Id, Line, TimeZone } from '../primitives.ts';
import { Department } from './department.ts';
import { Employee, EmployeeName, EmployeeStatus } from './employee.ts';
import { HandOver, HandOverCounts, HandOverPreview } from './hand-over.ts';

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

export const listDepartments = defineQuery('clients.list-departments', {
  input: z.strictObject(pageInput),
  output: pageOf(Department, 'DepartmentPage'),
  errors: ['cursor_invalid'],
});

export const DepartmentRow = z.strictObject({
  externalId: ExternalId,
  name: Line(200),
  parentExternalId: ExternalId.nullable().default(null),
  headExternalId: ExternalId.nullable().default(null).describe('An employee of the same message'),
});
export type DepartmentRow = z.output<typeof DepartmentRow>;

export const EmployeeRow = z.strictObject({
  externalId: ExternalId,
  name: Line(200),
  email: z.email().toLowerCase().nullable().default(null),
  position: z.string().trim().max(120).nullable().default(null),
  departmentExternalId: ExternalId,
  timeZone: TimeZone.default('Europe/Moscow'),
  status: EmployeeStatus.default('active'),
});
export type EmployeeRow = z.output<typeof EmployeeRow>;

/** Loads departments (parents first) and employees in one transaction. */
export const loadStaff = defineCommand('clients.load-staff', {
  input: z.strictObject({ departments: loadRows(DepartmentRow), employees: loadRows(EmployeeRow) }),
  output: z.strictObject({ departments: LoadResult, employees: LoadResult }),
  errors: ['forbidden', 'department.not_found', 'employee.not_found'],
  deadline: 30_000,
});

const handOverPeople = z.strictObject({ employeeId: Id, successorId: Id });
const handOverErrors = [
  'forbidden',
  'employee.not_found',
  'employee.not_active',
  'hand_over.same_person',
  'service_unavailable',
  'deadline_exceeded',
] as const;

/** Exact counts of what would move, asked of all services; nothing is changed. */
export const previewHandOver = defineQuery('clients.preview-hand-over', {
  input: handOverPeople,
  output: HandOverPreview,
  errors: handOverErrors,
  deadline: 5_000,
});

/**
 * Starts the hand-over of a leaver's living work as a job. With `expected`, it is refused when the counts have changed
 * since the preview. The leaver's status becomes `leaving` at once and `dismissed` when nothing is left.
 */
export const startHandOver = defineCommand('clients.start-hand-over', {
  input: handOverPeople.extend({ expected: HandOverCounts.optional() }),
  output: HandOver,
  errors: [...handOverErrors, 'hand_over.running', 'hand_over.preview_outdated'],
  deadline: 8_000,
});

export const getHandOver = defineQuery('clients.get-hand-over', {
  input: z.strictObject({ handOverId: Id }),
  output: HandOver,
  errors: ['job.not_found'],
});
