import { z } from 'zod';
import { Id, Moment } from '../primitives.ts';

/** What a leaver still answers for. Completed activities and closed deals are history and stay his. */
export const HandOverCounts = z
  .strictObject({
    clients: z.int().min(0),
    teamPlaces: z.int().min(0).describe('Clients in whose team he is'),
    grants: z.int().min(0).describe('Clients that were shown to him by name'),
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

export const RelocationPreview = z
  .strictObject({ employeeId: Id, departmentId: Id, counts: HandOverCounts })
  .meta({ id: 'RelocationPreview' });

/** A service's share of a hand-over: how many records it has moved so far, and whether something is left. */
export const HandOverProgress = z.strictObject({ moved: HandOverCounts.partial(), remaining: z.boolean() });
export type HandOverProgress = z.output<typeof HandOverProgress>;

/** Whose living work is meant. */
export const LivingWorkOf = z.strictObject({
  employeeId: Id,
  exceptDepartmentId: Id.optional().describe(
    'Leaves out what carries this department already: when an employee changes his department, the rest has to follow',
  ),
});
export type LivingWorkOf = z.output<typeof LivingWorkOf>;

/** One step of a hand-over, asked of each service until nothing remains. Repeating it after a failure is safe. */
export const HandOverBatch = z.strictObject({
  handOverId: Id,
  fromEmployeeId: Id,
  toEmployeeId: Id,
  toDepartmentId: Id,
  exceptDepartmentId: LivingWorkOf.shape.exceptDepartmentId,
  limit: z.int().min(1).max(500),
});
export type HandOverBatch = z.output<typeof HandOverBatch>;

/**
 * `leaving`: a leaver's work goes to his successor. `relocation`: an employee changes his department, and his work follows
 * him there; he is his own successor.
 */
export const HandOverKind = z.enum(['leaving', 'relocation']).meta({ id: 'HandOverKind' });
export type HandOverKind = z.output<typeof HandOverKind>;

/** Living work on its way from an employee to his successor, or to his new department. */
export const HandOver = z
  .strictObject({
    id: Id,
    kind: HandOverKind,
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
