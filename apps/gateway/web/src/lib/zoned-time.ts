import { TZDate } from '@date-fns/tz';

const two = (value: number): string => String(value).padStart(2, '0');

/** A calendar day as `2026-11-24`. */
export type DayKey = string;
/** A wall-clock time as `2026-11-24T09:00`, without a zone. */
export type WallClock = string;

/** The day that the moment falls on for somebody in that zone. */
export function dayOf(moment: string | number, zone: string): DayKey {
  const date = new TZDate(new Date(moment).getTime(), zone);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** What a clock on the wall in that zone shows at the moment, to the minute. */
export function wallClockOf(moment: string | number, zone: string): WallClock {
  const date = new TZDate(new Date(moment).getTime(), zone);
  return `${dayOf(moment, zone)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment at which a clock on the wall in that zone shows the given time. */
export function momentOf(wallClock: WallClock, zone: string): string {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = wallClock.split(/\D/).map(Number);
  return new Date(new TZDate(year, month - 1, day, hour, minute, 0, zone).getTime()).toISOString();
}

export function addDays(day: DayKey, days: number): DayKey {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** 0 for Sunday … 6 for Saturday. */
export const weekdayOf = (day: DayKey): number => new Date(`${day}T00:00:00Z`).getUTCDay();
