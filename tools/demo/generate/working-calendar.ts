import { Temporal } from 'temporal-polyfill';

/** Days off that do not move, as month and day. */
const russianHolidays = new Set([
  ...['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08'],
  ...['02-23', '03-08', '05-01', '05-09', '06-12', '11-04'],
]);
const otherHolidays = new Set(['01-01']);

/** A day as text, such as 2026-11-23; such texts sort as the days do. */
export type Day = string;

const DAY_MS = 86_400_000;

export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(day).getUTCDay());

/** The working days and hours of one office. */
export class WorkingCalendar {
  readonly zone: string;
  readonly #holidays: ReadonlySet<string>;

  constructor(zone: string, language: 'ru' | 'en') {
    this.zone = zone;
    this.#holidays = language === 'ru' ? russianHolidays : otherHolidays;
  }

  isWorkingDay(day: Day): boolean {
    return !isWeekend(day) && !this.#holidays.has(day.slice(5));
  }

  /** From one day to another, both included. */
  workingDays(from: Day, to: Day): Day[] {
    const days: Day[] = [];
    for (let day = from; day <= to; day = addDays(day, 1)) if (this.isWorkingDay(day)) days.push(day);
    return days;
  }

  /** The given day, or the first working one after it. */
  onOrAfter(day: Day): Day {
    return this.isWorkingDay(day) ? day : this.onOrAfter(addDays(day, 1));
  }

  /** The given day, or the last working one before it. */
  onOrBefore(day: Day): Day {
    return this.isWorkingDay(day) ? day : this.onOrBefore(addDays(day, -1));
  }

  /** A wall-clock time of the office as a moment in UTC. */
  moment(day: Day, minuteOfDay: number): string {
    const time = Temporal.PlainTime.from({ hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 });
    const instant = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: this.zone, plainTime: time }).toInstant();
    return instant.toString({ fractionalSecondDigits: 3 });
  }
}
