import { refuse } from './refusal.ts';

/** Where a value stands, for a refusal. */
export interface ValuePlace {
  readonly file: string;
  readonly line: number;
  readonly field: string;
}

const AMERICAN_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DECIMAL = /^\d{1,15}(?:\.\d{1,4})?$/;
const WHOLE = /^\d{1,9}$/;

/** @throws DomainError `import.malformed` when the text is longer than the maximum. */
export function readText(text: string, place: ValuePlace, max = 200): string {
  const trimmed = text.trim();
  if (trimmed.length > max) throw refuse('value_too_long', place, { expected: String(max) });
  return trimmed;
}

/** @throws DomainError `import.malformed` when nothing stands there. */
export function readRequired(text: string, place: ValuePlace, max = 200): string {
  const trimmed = readText(text, place, max);
  if (trimmed === '') throw refuse('value_missing', place);
  return trimmed;
}

/**
 * An exact decimal as the contracts write it: without leading zeros. Null for nothing.
 *
 * @throws DomainError `import.malformed`
 */
export function readDecimal(text: string, place: ValuePlace): string | null {
  if (text === '') return null;
  if (!DECIMAL.test(text)) throw refuse('number', place, { found: text });
  return text.replace(/^0+(?=\d)/, '');
}

/** @throws DomainError `import.malformed` */
export function readWhole(text: string, place: ValuePlace): number | null {
  if (text === '') return null;
  if (!WHOLE.test(text)) throw refuse('number', place, { found: text });
  return Number(text);
}

/** @throws DomainError `import.malformed` */
export function readYear(text: string, place: ValuePlace): number | null {
  const year = readWhole(text, place);
  if (year !== null && (year < 1000 || year > 2200)) throw refuse('number', place, { found: text });
  return year;
}

/**
 * A calendar day written as 3/1/2017 (the month first) or 2017-03-01. Null for nothing.
 *
 * @throws DomainError `import.malformed`, also for a day that no calendar has.
 */
export function readDay(text: string, place: ValuePlace): string | null {
  if (text === '') return null;
  const american = AMERICAN_DATE.exec(text);
  const iso = ISO_DATE.exec(text);
  const [year = '', month = '', day = ''] = american ? [american[3], american[1], american[2]] : (iso?.slice(1) ?? []);
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = new Date(written);
  const exists = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(written);
  if (!exists) throw refuse('date', place, { found: text });
  return written;
}
