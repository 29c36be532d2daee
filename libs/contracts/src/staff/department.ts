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
