import { z } from 'zod';

/** Identity of any record: 12 bytes as 24 hex digits, sortable by the moment of creation, opaque to callers. */
export const Id = z
  .string()
  .regex(/^[0-9a-f]{24}$/, 'must be 24 hexadecimal digits')
  .meta({ id: 'Id', description: 'Identity of a record, opaque; sorts by the moment of creation' });

/** A moment, in UTC. Shown in the zone of the reader. */
export const Moment = z.iso.datetime().meta({ id: 'Moment', description: 'A moment in UTC, ISO 8601' });

/** A calendar day without a zone, such as a birthday. */
export const Day = z.iso.date().meta({ id: 'Day', description: 'A calendar day, ISO 8601' });

/** A wall-clock time as a person says it, without a zone; it becomes a moment together with a `TimeZone`. */
export const LocalTime = z.iso
  .datetime({ local: true, offset: false })
  .refine((text) => !text.endsWith('Z'), 'must be a local time, without Z')
  .meta({ id: 'LocalTime', description: 'Wall-clock time without a zone, such as 2026-11-24T09:00' });

const knownTimeZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** IANA time zone, such as `Europe/Moscow`. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(knownTimeZone, 'must be an IANA time zone')
  .meta({ id: 'TimeZone', description: 'IANA time zone, such as Europe/Moscow' });

/** The version of a record: 1 when it is created, one more with each change. It is the ETag and the If-Match. */
export const Version = z.int().min(1).meta({ id: 'Version', description: 'Version of the record: its ETag' });

/** A name that people read in both languages of the product. */
export const LocalizedName = z
  .strictObject({ ru: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) })
  .meta({ id: 'LocalizedName' });
export type LocalizedName = z.output<typeof LocalizedName>;

/** One line that a person typed: trimmed, not empty. */
export const Line = (max: number) => z.string().trim().min(1).max(max);

/** Free text, possibly of several lines. */
export const FreeText = z.string().trim().max(10_000);

/** Telephone number as written; digits are compared, the form is kept. */
export const Phone = z
  .string()
  .trim()
  .max(40)
  .regex(/^\+?[\d\s().-]{5,}(?:\s*(?:ext|доб)\.?\s*\d+)?$/i, 'must be a telephone number');

export const Email = z.email().max(254).toLowerCase();

/** A key of the system that a bulk load came from. Loading the same key again changes nothing. */
export const ExternalId = z.string().trim().min(1).max(120).meta({ id: 'ExternalId' });
