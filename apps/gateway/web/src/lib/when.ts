import { addDays, dayOf, momentOf, wallClockOf, weekdayOf } from './zoned-time.ts';

const HOUR = 3_600_000;
const FIVE_MINUTES = 300_000;

export interface Suggestion {
  readonly key: 'inAnHour' | 'thisEvening' | 'tomorrow' | 'dayAfter' | 'monday';
  readonly moment: string;
}

/** Times that people mostly mean when they put something off, as their own clock shows them. */
export function suggestTimes(now: number, zone: string): readonly Suggestion[] {
  const today = dayOf(now, zone);
  const at = (day: string, time: string) => momentOf(`${day}T${time}`, zone);
  const untilMonday = (8 - weekdayOf(today)) % 7 || 7;
  const inAnHour = new Date(Math.ceil((now + HOUR) / FIVE_MINUTES) * FIVE_MINUTES).toISOString();
  const evening =
    wallClockOf(now, zone) < `${today}T15:30` ? [{ key: 'thisEvening', moment: at(today, '17:00') } as const] : [];
  const dayAfter = untilMonday > 2 ? [{ key: 'dayAfter', moment: at(addDays(today, 2), '10:00') } as const] : [];
  const monday = untilMonday > 1 ? [{ key: 'monday', moment: at(addDays(today, untilMonday), '10:00') } as const] : [];
  return [
    { key: 'inAnHour', moment: inAnHour },
    ...evening,
    { key: 'tomorrow', moment: at(addDays(today, 1), '10:00') },
    ...dayAfter,
    ...monday,
  ];
}
