import type { FieldValues } from 'react-hook-form';
import { wallClockOf } from '../../lib/zoned-time.ts';

const MINUTE = 60_000;

/** The value of the kind chooser that stands for a task: work without communication has no kind. */
export const TASK = 'task';
/** The value of the reminder chooser that stands for no reminder. */
export const NO_REMINDER = 'none';

interface PlanContext {
  readonly zone: string;
  /** What the activity is called when its subject was left blank. */
  readonly subjectOf: (kindId: string | null, purposeId: string | null) => string | undefined;
}

/** The kind as the contract says it. */
export const kindOf = (chosen: string | null | undefined) =>
  chosen === TASK ? { type: 'task', kindId: null } : { type: 'interaction', kindId: chosen ?? null };

/** The form of a plan as the contract wants it: the reminder becomes an hour on the employee's clock. */
export function toPlan(values: FieldValues, { zone, subjectOf }: PlanContext): Record<string, unknown> {
  const { remindBefore, kindId, subject, ...rest } = values;
  const plannedAt: unknown = rest['plannedAt'];
  const reminder =
    remindBefore === undefined || remindBefore === NO_REMINDER || typeof plannedAt !== 'string'
      ? null
      : { localTime: wallClockOf(Date.parse(plannedAt) - Number(remindBefore) * MINUTE, zone), timeZone: zone };
  return { ...rest, ...kindOf(kindId), subject: subject || subjectOf(kindId, rest['purposeId'] ?? null), reminder };
}
