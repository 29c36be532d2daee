import { z } from 'zod';

/** What is wrong with one field. */
export const FieldProblem = z
  .strictObject({
    pointer: z.string().describe('JSON Pointer into the body, or the name of the parameter'),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'FieldProblem' });
export type FieldProblem = z.output<typeof FieldProblem>;

/** RFC 9457. Programs look at `code`, people at `title` and `detail`, in the language of `Accept-Language`. */
export const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    requestId: z.string(),
    errors: z.array(FieldProblem).optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof Problem>;
