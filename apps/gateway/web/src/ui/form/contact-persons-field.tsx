import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { contactPersonsQuery } from '../../api/clients.ts';
import { useField } from './use-field.ts';

interface ContactPersonsFieldProps {
  readonly name: string;
  /** The field of the same form that holds whose contact persons they are. */
  readonly clientField: string;
}

/** With whom: the contact persons of the client that the form is about. Absent while there are none. */
export function ContactPersonsField({ name, clientField }: ContactPersonsFieldProps) {
  const { t } = useTranslation();
  const chosen: unknown = useWatch({ name: clientField });
  const clientId = typeof chosen === 'string' ? chosen : null;
  const { value, set, input, error } = useField<string[]>(name);
  const { data = [] } = useQuery({ ...contactPersonsQuery(clientId ?? ''), enabled: clientId !== null });
  if (data.length === 0) return null;
  return (
    <MultiSelect
      {...input}
      label={t('activity.withWhom')}
      placeholder={value?.length ? '' : t('field.optional')}
      data={data.map((person) => ({ value: person.id, label: person.name }))}
      value={value ?? []}
      onChange={set}
      error={error}
      searchable={data.length > 7}
    />
  );
}
