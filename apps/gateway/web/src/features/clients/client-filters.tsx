import { Button, CloseButton, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClassifier } from '../../api/classifiers.ts';
import type { ClientSearch } from './client-search.ts';
import classes from './client-filters.module.css';

interface ClientFiltersProps {
  readonly search: ClientSearch;
  readonly onChange: (change: ClientSearch) => void;
  readonly onClear: () => void;
  /** Whether the reader sees clients of colleagues at all. */
  readonly withOwner: boolean;
}

const ALL = 'all';

export function ClientFilters({ search, onChange, onClear, withOwner }: ClientFiltersProps) {
  const { t } = useTranslation();
  const sectors = useClassifier('sector');
  const kinds = (['organisation', 'person'] as const).map((value) => ({
    value,
    label: t(`client.kindsMany.${value}`),
  }));
  const statuses = (['prospect', 'customer'] as const).map((value) => ({
    value,
    label: t(`client.statusesMany.${value}`),
  }));
  return (
    <search className={classes.filters} aria-label={t('client.filters')}>
      <NameSearch key={search.search === undefined ? 'empty' : 'typed'} value={search.search} onChange={onChange} />
      <SegmentedControl
        aria-label={t('client.kind')}
        data={[{ value: ALL, label: t('client.all') }, ...kinds]}
        value={search.kind ?? ALL}
        onChange={(kind) => onChange({ kind: kinds.find(({ value }) => value === kind)?.value })}
      />
      <Select
        aria-label={t('client.status')}
        placeholder={t('client.anyStatus')}
        data={statuses}
        clearable
        value={search.status ?? null}
        onChange={(status) => onChange({ status: statuses.find(({ value }) => value === status)?.value })}
      />
      <Select
        aria-label={t('client.sector')}
        placeholder={t('client.anySector')}
        data={[...sectors.choices]}
        searchable
        clearable
        value={search.sector ?? null}
        onChange={(sector) => onChange({ sector: sector ?? undefined })}
      />
      {withOwner && (
        <Switch
          label={t('client.onlyMine')}
          checked={search.owner === 'me'}
          onChange={(event) => onChange({ owner: event.currentTarget.checked ? 'me' : undefined })}
        />
      )}
      {Object.keys(search).length > 0 && (
        <Button variant="subtle" color="gray" onClick={onClear}>
          {t('client.clearFilters')}
        </Button>
      )}
    </search>
  );
}

interface NameSearchProps {
  readonly value: string | undefined;
  readonly onChange: (change: ClientSearch) => void;
}

const TYPING_PAUSE_MS = 250;

/** What is typed shows at once; the list follows when the fingers rest. */
function NameSearch({ value = '', onChange }: NameSearchProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const search = useDebouncedCallback(
    (text: string) => onChange({ search: text.trim() || undefined }),
    TYPING_PAUSE_MS,
  );
  useEffect(() => setTyped((text) => (text.trim() === value ? text : value)), [value]);
  const type = (text: string) => {
    setTyped(text);
    search(text);
  };
  return (
    <TextInput
      type="search"
      className={classes.name}
      aria-label={t('client.searchByName')}
      placeholder={t('client.searchByName')}
      leftSection={<IconSearch size={17} />}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      rightSection={typed !== '' && <CloseButton size="sm" aria-label={t('action.clear')} onClick={() => type('')} />}
    />
  );
}
