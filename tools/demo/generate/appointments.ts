import type { Random } from './random.ts';
import type { Day, WorkingCalendar } from './working-calendar.ts';

const FIRST_MINUTE = 9 * 60;
const LAST_MINUTE = 17 * 60 + 30;
const STEP_MINUTES = 5;

/** A time in the working hours of an office. */
export interface Appointment {
  readonly day: Day;
  readonly minute: number;
  readonly at: string;
}

export function appoint(random: Random, calendar: WorkingCalendar, day: Day): Appointment {
  const minute = FIRST_MINUTE + STEP_MINUTES * random.between(0, (LAST_MINUTE - FIRST_MINUTE) / STEP_MINUTES);
  return { day, minute, at: calendar.moment(day, minute) };
}

/** So many appointments of a period in their order: the first on its first day, the last (of several) on its last day. */
export function spreadOver(
  random: Random,
  calendar: WorkingCalendar,
  { from, to, count }: { from: Day; to: Day; count: number },
): Appointment[] {
  const days = calendar.workingDays(from, to);
  const between = Array.from({ length: Math.max(0, count - 2) }, () => random.pick(days));
  const chosen = [from, ...(count > 1 ? [to] : []), ...between];
  return chosen.map((day) => appoint(random, calendar, day)).sort((one, other) => one.at.localeCompare(other.at));
}
