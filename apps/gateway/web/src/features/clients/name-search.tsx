import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientSearch } from './client-search.ts';
import classes from './client-filters.module.css';

interface NameSearchProps {
  readonly value: string | undefined;
  readonly onChange: (change: ClientSearch) => void;
}

const TYPING_PAUSE_MS = 250;

/** What is typed shows at once; the list follows when the fingers rest. */
export function NameSearch({ value = '', onChange }: NameSearchProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const search = useDebouncedCallback(
    (text: string) => onChange({ search: text.trim() || undefined }),
    TYPING_PAUSE_MS,
  );
  // The address may change without typing: by Back, or when all filters are cleared.
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
