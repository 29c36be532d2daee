import type { ImportRefusal, ImportRefusalReason } from '@crm/contracts';
import { DomainError } from '@crm/kernel';

interface Place {
  /** The file as people know it, such as accounts.csv. */
  readonly file: string;
  readonly line?: number;
  readonly field?: string;
}

/** What stands there, for the message. */
interface Facts {
  readonly found?: string;
  readonly expected?: string;
}

type Wording = Readonly<Record<'ru' | 'en', (facts: Required<Facts>) => string>>;

const wordings: Readonly<Record<ImportRefusalReason, Wording>> = {
  file_missing: { ru: () => 'Файла нет в загрузке', en: () => 'The upload lacks the file' },
  file_unknown: {
    ru: ({ expected }) => `Такого файла в наборе нет; ожидаются ${expected}`,
    en: ({ expected }) => `The set has no such file; expected are ${expected}`,
  },
  file_repeated: { ru: () => 'Файл загружен дважды', en: () => 'The file is there twice' },
  file_empty: { ru: () => 'В файле нет ни одной строки данных', en: () => 'The file has no row of data' },
  header: {
    ru: ({ found, expected }) => `Заголовок «${found}» вместо «${expected}»`,
    en: ({ found, expected }) => `The header is "${found}" instead of "${expected}"`,
  },
  encoding: { ru: () => 'Строка не в кодировке UTF-8', en: () => 'The line is not UTF-8' },
  line_too_long: {
    ru: ({ expected }) => `Строка длиннее ${expected} байт`,
    en: ({ expected }) => `The line is longer than ${expected} bytes`,
  },
  quotes: { ru: () => 'Кавычки открыты или закрыты неверно', en: () => 'Quotes are opened or closed wrongly' },
  columns: {
    ru: ({ found, expected }) => `Столбцов ${found} вместо ${expected}`,
    en: ({ found, expected }) => `There are ${found} columns instead of ${expected}`,
  },
  value_missing: { ru: () => 'Значение обязательно', en: () => 'The value is required' },
  value_too_long: {
    ru: ({ expected }) => `Значение длиннее ${expected} знаков`,
    en: ({ expected }) => `The value is longer than ${expected} characters`,
  },
  number: { ru: ({ found }) => `«${found}» не число`, en: ({ found }) => `"${found}" is not a number` },
  date: {
    ru: ({ found }) => `«${found}» не дата; ожидается М/Д/ГГГГ или ГГГГ-ММ-ДД`,
    en: ({ found }) => `"${found}" is not a date; expected is M/D/YYYY or YYYY-MM-DD`,
  },
  stage: {
    ru: ({ found, expected }) => `«${found}» не этап; ожидается ${expected}`,
    en: ({ found, expected }) => `"${found}" is not a stage; expected is ${expected}`,
  },
  dates_reversed: {
    ru: () => 'Сделка закрыта раньше, чем начата',
    en: () => 'The deal is closed before it has begun',
  },
  key_repeated: {
    ru: ({ found }) => `«${found}» уже есть в файле`,
    en: ({ found }) => `"${found}" is in the file already`,
  },
  parent_cycle: {
    ru: ({ found }) => `Организация «${found}» подчинена самой себе`,
    en: ({ found }) => `The organisation "${found}" is below itself`,
  },
};

const SHOWN = 80;
const shorten = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** A file that is not what it should be: `import.malformed` with the file, the line, and why, in both languages. */
export function refuse(reason: ImportRefusalReason, { file, line, field }: Place, facts: Facts = {}): DomainError {
  const known = { found: shorten(facts.found ?? ''), expected: facts.expected ?? '' };
  const { ru, en } = wordings[reason];
  const details: ImportRefusal = {
    file,
    line: line ?? null,
    field: field ?? null,
    reason,
    message: { ru: ru(known), en: en(known) },
  };
  return new DomainError('import.malformed', { ...details });
}
