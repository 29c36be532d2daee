import type { ParseKeys } from 'i18next';
import { useController, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';

/** What to say about a field whose form is wrong, by the last word of its path. */
const formOf: Readonly<Record<string, ParseKeys>> = {
  phones: 'validation.phone',
  emails: 'validation.email',
  email: 'validation.email',
  website: 'validation.website',
  taxId: 'validation.taxId',
  amount: 'validation.amount',
  password: 'validation.password',
  code: 'validation.code',
  foundedIn: 'validation.year',
};

interface Wrong {
  readonly type?: unknown;
  readonly message?: unknown;
}

const isWrong = (value: unknown): value is Wrong => typeof value === 'object' && value !== null && 'type' in value;

/** The first thing that is wrong with a field or, when it is a list or a group, with one of its parts. */
function firstWrong(error: unknown): Wrong | undefined {
  if (isWrong(error)) return error;
  if (typeof error !== 'object' || error === null) return undefined;
  return Object.values(error).filter(Boolean).map(firstWrong).find(Boolean);
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A field of the surrounding form: its value, and what is wrong with it in the language of the page. */
export function useField<Value>(name: string) {
  const { control } = useFormContext();
  const { t } = useTranslation();
  const { field, fieldState } = useController({ name, control });
  const wrong = firstWrong(fieldState.error);
  const lastWord = name.split('.').findLast((part) => !/^\d+$/.test(part)) ?? name;

  const message = (): string | undefined => {
    if (wrong === undefined) return undefined;
    if (wrong.type === 'server') return String(wrong.message);
    if (isBlank(field.value)) return t('validation.required');
    if (wrong.type === 'too_big') return t('validation.tooLong');
    return t(formOf[lastWord] ?? 'validation.invalid');
  };

  return {
    value: field.value as Value | undefined,
    set: (value: Value) => field.onChange(value),
    input: { name: field.name, onBlur: field.onBlur, ref: field.ref },
    error: message(),
  };
}
