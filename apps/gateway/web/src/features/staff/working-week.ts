import type { WorkingStretch } from '@crm/contracts';

const byBeginning = (one: WorkingStretch, other: WorkingStretch): number =>
  one.weekday - other.weekday || one.from.localeCompare(other.from);

/**
 * Working hours as people read them, a line for each day or for days in a row with the same hours.
 *
 * @param nameOf names a day of the week, 1 being Monday.
 */
export function weekOf(hours: readonly WorkingStretch[], nameOf: (weekday: number) => string): string[] {
  const days = Map.groupBy(hours.toSorted(byBeginning), ({ weekday }) => weekday);
  const runs: { first: number; last: number; text: string }[] = [];
  for (const [weekday, stretches] of days) {
    const text = stretches.map(({ from, to }) => `${from}–${to}`).join(', ');
    const run = runs.at(-1);
    if (run?.text === text && run.last === weekday - 1) run.last = weekday;
    else runs.push({ first: weekday, last: weekday, text });
  }
  return runs.map(({ first, last, text }) => {
    const named = first === last ? nameOf(first) : `${nameOf(first)} – ${nameOf(last)}`;
    return `${named}: ${text}`;
  });
}

/** What a day is given when hours are added to it: the usual day, or what comes after its last stretch. */
export function nextStretch(hours: readonly WorkingStretch[], weekday: number): WorkingStretch {
  const last = hours
    .filter((one) => one.weekday === weekday)
    .toSorted(byBeginning)
    .at(-1);
  return last ? { weekday, from: last.to, to: '' } : { weekday, from: '09:00', to: '18:00' };
}
