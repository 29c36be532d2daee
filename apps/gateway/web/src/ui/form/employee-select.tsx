import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { employeeQuery, employeesQuery } from '../../api/staff.ts';

interface EmployeeSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  readonly value: string | null;
  readonly onChange: (employeeId: string | null) => void;
  /** Also those who work here no more. */
  readonly former?: boolean;
}

/** One of the colleagues, found by the beginnings of his name. */
export function EmployeeSelect({ value, onChange, former = false, ...props }: EmployeeSelectProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const chosen = useQuery({ ...employeeQuery(value ?? ''), enabled: value !== null });
  // The name that a choice writes into the input is not a search.
  const [search] = useDebouncedValue(typed === chosen.data?.name ? '' : typed.trim(), 200);
  const filter = {
    ...(!former && { status: 'active' as const }),
    limit: 20,
    ...(search !== '' && { search }),
  };
  const found = useInfiniteQuery({ ...employeesQuery(filter), placeholderData: keepPreviousData });
  const listed = found.data?.pages.flatMap(({ data }) => data) ?? [];
  const choices = new Map([...(chosen.data ? [chosen.data] : []), ...listed].map((one) => [one.id, one.name]));
  return (
    <Select
      {...props}
      searchable
      clearable
      searchValue={typed}
      onSearchChange={setTyped}
      // The gateway has filtered already.
      filter={({ options }) => options}
      nothingFoundMessage={found.isFetching ? t('state.loading') : t('staff.nothingFound')}
      data={[...choices].map(([id, text]) => ({ value: id, label: text }))}
      value={value}
      onChange={onChange}
    />
  );
}
