import { z } from 'zod';
import { defineCommand, defineQuery } from '../define.ts';
import { LoadResult, loadRows } from '../load.ts';
import { ExternalId, Id, Line, Version } from '../primitives.ts';
import { Employee, EmployeeRow } from './employee.ts';
import { HandOver, HandOverCounts, HandOverPreview, RelocationPreview } from './hand-over.ts';

export * from './absence-rpc.ts';
export * from './department-rpc.ts';
export * from './employee-rpc.ts';
export * from './position-rpc.ts';

export const DepartmentRow = z.strictObject({
  externalId: ExternalId,
  name: Line(200),
  parentExternalId: ExternalId.nullable().default(null),
  headExternalId: ExternalId.nullable().default(null).describe('An employee of the same message'),
});
export type DepartmentRow = z.output<typeof DepartmentRow>;

/** Loads departments (parents first) and employees in one transaction, with the positions that are not there yet. */
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

const relocation = z.strictObject({
  employeeId: Id,
  departmentId: Id.describe('Where he works from now on'),
  positionId: Employee.shape.positionId.optional().describe('As what he works there; left out, as before'),
});
const relocationErrors = [
  'forbidden',
  'employee.not_found',
  'employee.not_active',
  'employee.same_department',
  'department.not_found',
  'position.not_found',
  'position.closed',
  'service_unavailable',
  'deadline_exceeded',
] as const;

/** How much would follow an employee into another department; nothing is changed. */
export const previewRelocation = defineQuery('clients.preview-relocation', {
  input: relocation.omit({ positionId: true }),
  output: RelocationPreview,
  errors: relocationErrors,
  deadline: 5_000,
});

/**
 * Moves an employee to another department at once, and his living work after him as a job. Until a record has followed,
 * the head of the old department sees it and the new one does not.
 */
export const relocateEmployee = defineCommand('clients.relocate-employee', {
  input: relocation.extend({ expectedVersion: Version.optional() }),
  output: HandOver,
  errors: [...relocationErrors, 'version_conflict', 'hand_over.running'],
  deadline: 8_000,
});

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
