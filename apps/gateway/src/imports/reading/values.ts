import type { ImportRefusalReason } from '@crm/contracts';
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

const refusal = (reason: ImportRefusalReason, found: string, place: ValuePlace, expected = ''): Error =>
  refuse(reason, place, { found, expected });

/** @throws DomainError `import.malformed` when the text is longer than the maximum. */
export function readText(text: string, place: ValuePlace, max = 200): string {
  if (text.length > max) throw refusal('value_too_long', text, place, String(max));
  return text;
}

/** @throws DomainError `import.malformed` when nothing stands there. */
export function readRequired(text: string, place: ValuePlace, max = 200): string {
  if (text === '') throw refusal('value_missing', text, place);
  return readText(text, place, max);
}

/**
 * An exact decimal as the contracts write it: without leading zeros. Null for nothing.
 *
 * @throws DomainError `import.malformed`
 */
export function readDecimal(text: string, place: ValuePlace): string | null {
  if (text === '') return null;
  if (!DECIMAL.test(text)) throw refusal('number', text, place);
  return text.replace(/^0+(?=\d)/, '');
}

/** @throws DomainError `import.malformed` */
export function readWhole(text: string, place: ValuePlace): number | null {
  if (text === '') return null;
  if (!WHOLE.test(text)) throw refusal('number', text, place);
  return Number(text);
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
  if (!exists) throw refusal('date', text, place);
  return written;
}
