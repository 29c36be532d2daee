import { Temporal } from 'temporal-polyfill';

/** The calendar day that it is at this moment in a zone, as ISO text. */
export const calendarDay = (moment: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
