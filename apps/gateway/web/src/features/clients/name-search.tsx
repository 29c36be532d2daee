import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
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
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);
  // The address also changes without typing: by Back, or when all filters are cleared. Its echo of what was typed must
  // not overtake the fingers.
  if (value !== seen) {
    setSeen(value);
    if (value !== sent) setTyped(value);
  }
  const search = useDebouncedCallback((text: string) => {
    setSent(text);
    onChange({ search: text === '' ? undefined : text });
  }, TYPING_PAUSE_MS);
  const type = (text: string) => {
    setTyped(text);
    search(text.trim());
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
