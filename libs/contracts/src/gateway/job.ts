import { z } from 'zod';
import { Id, Moment } from '../primitives.ts';

/** A long work, whatever it does: how far it is and how it ended. */
export const Job = z
  .strictObject({
    id: Id,
    kind: z.enum(['hand-over', 'relocation', 'import']),
    status: z.enum(['queued', 'running', 'done', 'failed']),
    progress: z
      .strictObject({ done: z.int().min(0), total: z.int().min(0).nullable().describe('Null until it is known') })
      .describe('In records'),
    parts: z.record(z.string(), z.strictObject({ done: z.int().min(0), total: z.int().min(0).nullable() })),
    createdAt: Moment,
    finishedAt: Moment.nullable(),
    error: z.string().nullable().describe('Why it failed, for people'),
    result: z.unknown().optional().describe('What the work reports when it is done'),
  })
  .meta({ id: 'Job' });
export type Job = z.output<typeof Job>;
