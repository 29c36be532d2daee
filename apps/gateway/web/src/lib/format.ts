import type { Money } from '@crm/contracts';
import { addDays, dayOf, wallClockOf, type DayKey } from './zoned-time.ts';

const isNumeric = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text);

/** How moments, days, amounts and numbers are written for one reader: his language and his zone. */
export class Format {
  private readonly known = new Map<string, Intl.DateTimeFormat>();

  constructor(
    readonly locale: string,
    readonly zone: string,
  ) {}

  /** `14:30` */
  time(moment: string | number): string {
    return this.dates({ hour: '2-digit', minute: '2-digit' }).format(new Date(moment));
  }

  /** 0 … 23 on the reader's clock. */
  hour(moment: number): number {
    return Number(wallClockOf(moment, this.zone).slice(11, 13));
  }

  /** `24 November`, with the year when it is not this one. */
  day(day: DayKey): string {
    return this.calendarDay(day, { day: 'numeric', month: 'long', ...this.yearUnlessThis(day) });
  }

  /** `24 November 2026` */
  fullDay(day: DayKey): string {
    return this.calendarDay(day, { day: 'numeric', month: 'long', year: 'numeric' });
  }

  /** `24 Nov`, for narrow places. */
  shortDay(day: DayKey): string {
    return this.calendarDay(day, { day: 'numeric', month: 'short', ...this.yearUnlessThis(day) });
  }

  weekday(day: DayKey): string {
    return this.calendarDay(day, { weekday: 'long' });
  }

  /** `November 2025`, for what is known no more precisely. */
  month(moment: string): string {
    return this.dates({ month: 'long', year: 'numeric' }).format(new Date(moment));
  }

  dayAndTime(moment: string | number): string {
    return `${this.shortDay(dayOf(moment, this.zone))}, ${this.time(moment)}`;
  }

  /** `in 2 days`, `yesterday`: how far a day is from today. */
  daysFromToday(day: DayKey): string {
    const days = Math.round((Date.parse(day) - Date.parse(this.today())) / 86_400_000);
    return new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' }).format(days, 'day');
  }

  /** An exact amount, without kopecks when there are none. */
  money({ amount, currency }: Money): string {
    if (!isNumeric(amount)) return `${amount} ${currency}`;
    const digits = /\.0*[1-9]/.test(amount) ? 2 : 0;
    const options = {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    } as const;
    return new Intl.NumberFormat(this.locale, options).format(amount);
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.locale).format(value);
  }

  today(): DayKey {
    return dayOf(Date.now(), this.zone);
  }

  tomorrow(): DayKey {
    return addDays(this.today(), 1);
  }

  private yearUnlessThis(day: DayKey): Intl.DateTimeFormatOptions {
    return day.slice(0, 4) === this.today().slice(0, 4) ? {} : { year: 'numeric' };
  }

  private calendarDay(day: DayKey, options: Intl.DateTimeFormatOptions): string {
    return this.dates({ ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
  }

  private dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(options);
    const format = this.known.get(key) ?? new Intl.DateTimeFormat(this.locale, { timeZone: this.zone, ...options });
    this.known.set(key, format);
    return format;
  }
}
