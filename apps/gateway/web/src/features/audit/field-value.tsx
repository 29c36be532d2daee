import { useTranslation } from 'react-i18next';
import { useEmployeeName } from '../../api/names.ts';
import { useFormat } from '../../lib/use-format.ts';
import { useValueWords } from './use-value-words.ts';

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
/** Fields that name a colleague. */
const people = new Set(['ownerId', 'performerId', 'recordedById', 'employeeId', 'headId', 'decidedById', 'personId']);

interface FieldValueProps {
  readonly field: string;
  readonly value: unknown;
}

/** A value of a field as a reader of the audit understands it. */
export function FieldValue({ field, value }: FieldValueProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useValueWords();
  const person = useEmployeeName(people.has(field) && typeof value === 'string' ? value : null);
  if (value === null || value === undefined || value === '') return <>{t('audit.nothing')}</>;
  if (person !== undefined) return <>{person}</>;
  if (typeof value === 'boolean') return <>{t(value ? 'audit.yes' : 'audit.no')}</>;
  if (typeof value === 'string')
    return <>{words(field, value) ?? (MOMENT.test(value) ? format.dayAndTime(value) : value)}</>;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) {
    return <>{value.length === 0 ? t('audit.nothing') : value.join(', ')}</>;
  }
  return <>{JSON.stringify(value)}</>;
}
