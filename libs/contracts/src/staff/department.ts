import { z } from 'zod';
import { Id, Line, Version } from '../primitives.ts';

/** A node of the tree of departments. */
export const Department = z
  .strictObject({
    id: Id,
    name: Line(200),
    parentId: Id.nullable(),
    headId: Id.nullable().describe('The employee who leads it'),
    version: Version,
  })
  .meta({ id: 'Department' });
export type Department = z.output<typeof Department>;

const facts = { name: Department.shape.name, parentId: Department.shape.parentId, headId: Department.shape.headId };

export const NewDepartment = z
  .strictObject({ name: facts.name, parentId: facts.parentId.default(null), headId: facts.headId.default(null) })
  .meta({ id: 'NewDepartment' });
export type NewDepartment = z.output<typeof NewDepartment>;

/** A merge patch: another `parentId` moves the department with everything below it, null makes it a top one. */
export const DepartmentChange = z.strictObject(facts).partial().meta({ id: 'DepartmentChange' });
export type DepartmentChange = z.output<typeof DepartmentChange>;

/** Whom the move of a department concerns: itself and everything below it. */
export const DepartmentMovePreview = z
  .strictObject({
    departments: z.int().min(1),
    employees: z.int().min(0),
    clients: z.int().min(0).describe('Clients of these employees: heads above the old place lose sight of them'),
  })
  .meta({ id: 'DepartmentMovePreview' });
