import { Temporal } from 'temporal-polyfill';

/** The calendar day of a moment as people in the zone see it, such as `2026-11-24`. */
export const dayIn = (timeZone: string, at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
