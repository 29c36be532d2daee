import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { employeeQuery, employeesQuery } from '../../api/staff.ts';
import { useField } from '../../ui/form/use-field.ts';

/** One of the colleagues who work here, found by the beginnings of his name. */
export function EmployeeField({ name, label }: { readonly name: string; readonly label: string }) {
  const { t } = useTranslation();
  const { value, set, input, error } = useField<string | null>(name);
  const [typed, setTyped] = useState('');
  const chosen = useQuery({ ...employeeQuery(value ?? ''), enabled: value !== undefined && value !== null });
  // The name that a choice writes into the input is not a search.
  const [search] = useDebouncedValue(typed === chosen.data?.name ? '' : typed.trim(), 200);
  const filter = { status: 'active', limit: 20, ...(search !== '' && { search }) } as const;
  const found = useInfiniteQuery({ ...employeesQuery(filter), placeholderData: keepPreviousData });
  const listed = found.data?.pages.flatMap(({ data }) => data) ?? [];
  const choices = new Map([...(chosen.data ? [chosen.data] : []), ...listed].map((one) => [one.id, one.name]));
  return (
    <Select
      {...input}
      label={label}
      searchable
      clearable
      searchValue={typed}
      onSearchChange={setTyped}
      // The gateway has filtered already.
      filter={({ options }) => options}
      nothingFoundMessage={found.isFetching ? t('state.loading') : t('staff.nothingFound')}
      data={[...choices].map(([id, text]) => ({ value: id, label: text }))}
      value={value ?? null}
      onChange={set}
      error={error}
    />
  );
}
