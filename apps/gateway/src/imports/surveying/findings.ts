import type { ImportFile, ImportFinding, ImportFindingReason } from '@crm/contracts';
import type { Match } from '../matching/known-values.ts';

/** Takes what is to be reported; waited for, so that a long report is not kept in memory. */
export type FindingSink = (finding: ImportFinding) => Promise<void>;

/** Where a finding was made. */
export interface FindingPlace {
  readonly file: ImportFile;
  readonly line: number;
  readonly row: string;
  readonly field: string;
}

type Message = ImportFinding['message'];

const messages: Readonly<Record<Exclude<ImportFindingReason, 'unknown' | 'empty'>, Message>> = {
  spacing: {
    ru: 'Отличается от известного значения только регистром букв и пробелами',
    en: 'Differs from a known value in case and spaces only',
  },
  typo: {
    ru: 'Описка: это единственное известное значение, которое так близко',
    en: 'A slip: this is the only known value that is so near',
  },
  new_value: {
    ru: 'Такого значения в справочнике не было, оно добавлено',
    en: 'The classifier had no such value, it was added',
  },
};

/** What is done without a value, by the field that lacks it. */
const consequences: Readonly<Record<string, Message>> = {
  account: { ru: 'сделка сохранена без клиента', en: 'the deal is kept without a client' },
  product: { ru: 'сделка сохранена без продукта', en: 'the deal is kept without a product' },
  sales_agent: {
    ru: 'сделка записана на того, кто запустил загрузку',
    en: 'the deal belongs to the one who started the import',
  },
  subsidiary_of: {
    ru: 'клиент сохранён без головной организации',
    en: 'the client is kept without a parent organisation',
  },
};

const unplacedMessage = (field: string, reason: 'unknown' | 'empty'): Message => {
  const { ru, en } = consequences[field] ?? { ru: 'запись сохранена без него', en: 'the record is kept without it' };
  return reason === 'empty'
    ? { ru: `Значение не указано: ${ru}`, en: `No value is given: ${en}` }
    : { ru: `Такого значения в наборе нет: ${ru}`, en: `The set has no such value: ${en}` };
};

export const correction = (
  place: FindingPlace,
  from: string,
  { name, reason }: Extract<Match, { kind: 'corrected' }>,
): ImportFinding => ({ kind: 'corrected', ...place, from, to: name, reason, message: messages[reason] });

export const addition = (place: FindingPlace, value: string): ImportFinding => ({
  kind: 'added',
  ...place,
  from: value,
  to: value,
  reason: 'new_value',
  message: messages.new_value,
});

export function unplaced(place: FindingPlace, from: string): ImportFinding {
  const reason = from === '' ? 'empty' : 'unknown';
  return { kind: 'unplaced', ...place, from, to: null, reason, message: unplacedMessage(place.field, reason) };
}
