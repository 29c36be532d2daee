import { z } from 'zod';
import { Id, Moment } from '../primitives.ts';

/** What a leaver still answers for. Completed activities and closed deals are history and stay his. */
export const HandOverCounts = z
  .strictObject({
    clients: z.int().min(0),
    openDeals: z.int().min(0),
    plannedActivities: z.int().min(0),
    reminders: z.int().min(0).describe('Reminders of the planned activities that have not fired'),
    commitments: z.int().min(0).describe('Open promises that he is answerable for'),
  })
  .meta({ id: 'HandOverCounts' });
export type HandOverCounts = z.output<typeof HandOverCounts>;

export const HandOverPreview = z
  .strictObject({ employeeId: Id, successorId: Id, counts: HandOverCounts })
  .meta({ id: 'HandOverPreview' });

/** A service's share of a hand-over: how many records it has moved so far, and whether something is left. */
export const HandOverProgress = z.strictObject({ moved: HandOverCounts.partial(), remaining: z.boolean() });
export type HandOverProgress = z.output<typeof HandOverProgress>;

/** One step of a hand-over, asked of each service until nothing remains. Repeating it after a failure is safe. */
export const HandOverBatch = z.strictObject({
  handOverId: Id,
  fromEmployeeId: Id,
  toEmployeeId: Id,
  toDepartmentId: Id,
  limit: z.int().min(1).max(500),
});
export type HandOverBatch = z.output<typeof HandOverBatch>;

/** A hand-over from a leaver to his successor. */
export const HandOver = z
  .strictObject({
    id: Id,
    employeeId: Id,
    successorId: Id,
    status: z.enum(['queued', 'running', 'done', 'failed']),
    previewed: HandOverCounts,
    moved: HandOverCounts,
    startedById: Id,
    createdAt: Moment,
    finishedAt: Moment.nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'HandOver' });
export type HandOver = z.output<typeof HandOver>;
