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

/** How many events a service has given up, having failed at each several times: what they tell is missing there. */
export const DeadLetterCount = z.int().min(0).nullable().describe('Null when it is not known; that is not 0');

/** Which programs there are to ask. */
export const Program = z.enum(['gateway', 'clients', 'deals', 'activities']).meta({ id: 'Program' });
export type Program = z.output<typeof Program>;

/** The lists of all programs together, and what the services have given up. */
export const SystemBacklogs = z
  .strictObject({
    data: z.array(Backlog.extend({ program: Program }).meta({ id: 'ProgramBacklog' })),
    unreachable: z.array(Program).describe('Programs that did not answer: nothing is known of their lists'),
    deadLetters: z
      .array(z.strictObject({ program: Program, count: DeadLetterCount }).meta({ id: 'ProgramDeadLetters' }))
      .describe('Events that each service has given up; null also for one that did not answer or does not tell yet'),
  })
  .meta({ id: 'SystemBacklogs' });
export type SystemBacklogs = z.output<typeof SystemBacklogs>;
