import type { AuditEntry } from '@crm/contracts';
import { type Stringifier, stringify } from 'csv-stringify';
import type { Language } from '../problems/language.ts';

/** What stands about an entry elsewhere. */
export type NameOf = (employeeId: string) => string | undefined;

const words = {
  at: { ru: 'Когда (UTC)', en: 'When (UTC)' },
  kind: { ru: 'Вид записи', en: 'Kind of record' },
  recordId: { ru: 'Запись', en: 'Record' },
  seq: { ru: 'Номер', en: 'Number' },
  action: { ru: 'Действие', en: 'Action' },
  actor: { ru: 'Кто', en: 'Who' },
  actorId: { ru: 'Сотрудник', en: 'Employee' },
  role: { ru: 'Роль', en: 'Role' },
  onBehalfOf: { ru: 'За кого', en: 'On behalf of' },
  address: { ru: 'Откуда', en: 'From' },
  reason: { ru: 'Причина', en: 'Reason' },
  requestId: { ru: 'Запрос', en: 'Request' },
  field: { ru: 'Поле', en: 'Field' },
  before: { ru: 'Было', en: 'Before' },
  after: { ru: 'Стало', en: 'After' },
} as const;

type Column = keyof typeof words;
export type AuditRow = Readonly<Record<Column, string | number>>;

/** Where Russian is read, spreadsheets part columns by semicolons. */
const separators = { ru: ';', en: ',' } as const;

/** A line feed in front makes a formula of what follows in some spreadsheets; the writer sees to the other signs. */
const harmless = (text: string): string => (text.startsWith('\n') ? `'${text}` : text);

/**
 * Writes rows as CSV (RFC 4180) that a spreadsheet opens as it is: with a byte order mark, headers in the reader's language, and no
 * cell that it would take for a formula.
 */
export const auditCsv = (language: Language): Stringifier =>
  stringify({
    bom: true,
    header: true,
    columns: (Object.keys(words) as Column[]).map((key) => ({ key, header: words[key][language] })),
    delimiter: separators[language],
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { string: harmless },
  });

const textOf = (value: unknown): string | number => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
};

/** An entry as rows: one for each field that it tells of, one where it tells of none. */
export function rowsOf(entry: AuditEntry, nameOf: NameOf): AuditRow[] {
  const { at, kind, recordId, seq, action, actor, onBehalfOf, address, reason, requestId, changes } = entry;
  const circumstances = {
    ...{ at, kind, recordId, seq, action },
    actor: actor ? (nameOf(actor.employeeId) ?? '') : '',
    actorId: actor?.employeeId ?? '',
    role: actor?.role ?? '',
    onBehalfOf: onBehalfOf.map((id) => nameOf(id) ?? id).join(', '),
    ...{ address: address ?? '', reason: reason ?? '', requestId },
  };
  if (changes.length === 0) return [{ ...circumstances, field: '', before: '', after: '' }];
  return changes.map(({ field, before, after }) => ({
    ...circumstances,
    ...{ field, before: textOf(before), after: textOf(after) },
  }));
}
