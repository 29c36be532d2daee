import { z } from 'zod';
import { defineCommand, defineQuery } from '../define.ts';
import { pageInput, pageOf } from '../page.ts';
import { Id, Version } from '../primitives.ts';
import { Department, DepartmentChange, DepartmentMovePreview, NewDepartment } from './department.ts';

/** The tree of departments is seen by everybody who signs in and changed by administrators. */
export const listDepartments = defineQuery('clients.list-departments', {
  input: z.strictObject(pageInput),
  output: pageOf(Department, 'DepartmentPage'),
  errors: ['cursor_invalid'],
});

export const getDepartment = defineQuery('clients.get-department', {
  input: z.strictObject({ departmentId: Id }),
  output: Department,
  errors: ['department.not_found'],
});

/** Refusals that come from the place of a department or from its head. */
const placeErrors = [
  'department.parent_not_found',
  'department.too_deep',
  'employee.not_found',
  'employee.not_active',
] as const;

export const createDepartment = defineCommand('clients.create-department', {
  input: NewDepartment,
  output: Department,
  errors: ['forbidden', ...placeErrors],
});

/**
 * Renames a department, moves it with everything below it, or gives it another head. A move changes what heads reach, and
 * nothing of the employees and clients below: they carry their department, which stays the same.
 */
export const changeDepartment = defineCommand('clients.change-department', {
  input: z.strictObject({ departmentId: Id, expectedVersion: Version.optional(), change: DepartmentChange }),
  output: Department,
  errors: ['forbidden', 'department.not_found', 'version_conflict', 'department.cycle', ...placeErrors],
});

/** Whom moving the department below `parentId` would concern, by the rules of the move itself; nothing is changed. */
export const previewDepartmentMove = defineQuery('clients.preview-department-move', {
  input: z.strictObject({ departmentId: Id, parentId: Id.nullable() }),
  output: DepartmentMovePreview,
  errors: [
    'forbidden',
    'department.not_found',
    'department.cycle',
    'department.parent_not_found',
    'department.too_deep',
  ],
  deadline: 5_000,
});

/** Removes a department that nobody works in, whatever his status, and nothing is below. */
export const deleteDepartment = defineCommand('clients.delete-department', {
  input: z.strictObject({ departmentId: Id, expectedVersion: Version.optional() }),
  output: z.strictObject({ id: Id }),
  errors: ['forbidden', 'department.not_found', 'department.not_empty', 'version_conflict'],
});
