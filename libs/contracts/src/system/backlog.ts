import { z } from 'zod';

/** How a list of work stands: reminders, letters, the orders of a job. */
export const Backlog = z
  .strictObject({
    list: z.string().min(1).max(100).describe('`letters`, `activities.send-letter`'),
    oldestAgeSeconds: z
      .int()
      .min(0)
      .nullable()
      .describe('Since the oldest could have been done; null when nothing waits'),
    limitSeconds: z.int().min(1).describe('Older than this means that nobody works on the list'),
    late: z.boolean(),
  })
  .meta({ id: 'Backlog' });
export type Backlog = z.output<typeof Backlog>;

/** Which programs there are to ask. */
export const Program = z.enum(['gateway', 'clients', 'deals', 'activities']).meta({ id: 'Program' });

/** The lists of all programs together. */
export const SystemBacklogs = z
  .strictObject({
    data: z.array(Backlog.extend({ program: Program }).meta({ id: 'ProgramBacklog' })),
    unreachable: z.array(Program).describe('Programs that did not answer: nothing is known of their lists'),
  })
  .meta({ id: 'SystemBacklogs' });
export type SystemBacklogs = z.output<typeof SystemBacklogs>;
