import { wallClockOf } from '../../lib/zoned-time.ts';

const MINUTE = 60_000;

/** The value of the kind chooser that stands for a task: work without communication has no kind. */
export const TASK = 'task';
/** The value of the reminder chooser that stands for no reminder. */
export const NO_REMINDER = 'none';

type Values = Readonly<Record<string, unknown>>;

export interface PlanContext {
  readonly zone: string;
  /** What the activity is called when its subject was left blank. */
  readonly subjectOf: (kindId: string | null, purposeId: string | null) => string | undefined;
}

/** A chosen or typed text, null when there is none. */
export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;

/** Kind and subject as the contract says them. */
export function whatItIs(values: Values, { subjectOf }: PlanContext) {
  const chosen = textOf(values['kindId']);
  const subject = textOf(values['subject']) ?? subjectOf(chosen, textOf(values['purposeId']));
  if (chosen === TASK) return { type: 'task', kindId: null, subject, private: values['private'] === true };
  return { type: 'interaction', kindId: chosen, subject, private: false };
}

/** The form of a plan as the contract wants it: the reminder becomes an hour on the employee's clock. */
export function toPlan({ remindBefore, ...values }: Values, context: PlanContext): Values {
  return { ...values, ...whatItIs(values, context), reminder: reminderOf(remindBefore, values, context) };
}

function reminderOf(remindBefore: unknown, values: Values, { zone }: PlanContext) {
  const plannedAt = textOf(values['plannedAt']);
  const minutes = remindBefore === NO_REMINDER ? null : textOf(remindBefore);
  if (plannedAt === null || minutes === null) return null;
  return { localTime: wallClockOf(Date.parse(plannedAt) - Number(minutes) * MINUTE, zone), timeZone: zone };
}
