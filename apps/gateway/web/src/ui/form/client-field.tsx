import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clientQuery, clientSuggestionsQuery, type ClientFilter } from '../../api/clients.ts';
import { useField } from './use-field.ts';

interface ClientFieldProps {
  readonly name: string;
  readonly label: string;
  readonly kind?: NonNullable<ClientFilter['kind']>;
  readonly placeholder?: string;
}

/** One of many thousand clients, found by the beginnings of his name. */
export function ClientField({ name, label, kind, placeholder }: ClientFieldProps) {
  const { t } = useTranslation();
  const { value, set, input, error } = useField<string | null>(name);
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 200);
  const found = useQuery({ ...clientSuggestionsQuery(search, kind && { kind }), placeholderData: keepPreviousData });
  const chosen = useQuery({ ...clientQuery(value ?? ''), enabled: value !== undefined && value !== null });
  const clients = [...(chosen.data === undefined ? [] : [chosen.data]), ...(found.data ?? [])];
  const choices = new Map(clients.map((client) => [client.id, client.name]));
  return (
    <Select
      {...input}
      label={label}
      placeholder={placeholder ?? t('find.placeholder')}
      searchable
      clearable
      searchValue={typed}
      onSearchChange={setTyped}
      // The gateway has filtered already.
      filter={({ options }) => options}
      nothingFoundMessage={found.isFetching ? t('state.loading') : t('find.nothing')}
      data={[...choices].map(([id, label]) => ({ value: id, label }))}
      value={value ?? null}
      onChange={set}
      error={error}
    />
  );
}
