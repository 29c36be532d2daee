import { Modal, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBuilding, IconSearch, IconUser } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useClassifier } from '../../api/classifiers.ts';
import { clientSuggestionsQuery } from '../../api/clients.ts';
import { usePhone } from '../../lib/use-phone.ts';
import { ProblemNote } from '../../ui/notes.tsx';
import classes from './find-client.module.css';

interface FindClientProps {
  readonly onFound: (clientId: string) => void;
  readonly onClose: () => void;
}

/** From any page to any card: type, choose with the arrows, Enter. */
export function FindClient({ onFound, onClose }: FindClientProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [search] = useDebouncedValue(typed, 150);
  const found = useQuery({ ...clientSuggestionsQuery(search), placeholderData: keepPreviousData });
  const sectors = useClassifier('sector');
  const clients = found.data ?? [];
  const chosen = clients[Math.min(active, clients.length - 1)];

  const steer = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Enter' && chosen !== undefined) onFound(chosen.id);
    if (step === 0 || clients.length === 0) return;
    event.preventDefault();
    setActive((active + step + clients.length) % clients.length);
  };

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={phone}
      fullScreen={phone}
      title={t('find.title')}
      classNames={phone ? {} : { header: classes.unseen }}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      radius="lg"
      yOffset="12dvh"
      padding={phone ? 'md' : 0}
    >
      <TextInput
        data-autofocus
        size="md"
        variant={phone ? 'default' : 'unstyled'}
        className={phone ? undefined : classes.input}
        leftSection={<IconSearch size={18} />}
        placeholder={t('find.placeholder')}
        aria-label={t('find.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls="found-clients"
        aria-activedescendant={chosen && `found-${chosen.id}`}
        value={typed}
        onKeyDown={steer}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
      />
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      <div role="listbox" id="found-clients" aria-label={t('client.list')} className={classes.list}>
        {clients.map((client) => {
          const Sign = client.kind === 'organisation' ? IconBuilding : IconUser;
          return (
            <UnstyledButton
              key={client.id}
              id={`found-${client.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={client === chosen}
              className={classes.option}
              onClick={() => onFound(client.id)}
            >
              <Sign size={18} stroke={1.6} aria-hidden />
              <span>{client.name}</span>
              <small>{sectors.nameOf(client.sectorId)}</small>
            </UnstyledButton>
          );
        })}
      </div>
      {found.isSuccess && clients.length === 0 && (
        <Text c="dimmed" ta="center" py="lg" role="status">
          {t('find.nothing')}
        </Text>
      )}
    </Modal>
  );
}
