import { Button, Group, Text } from '@mantine/core';
import { IconAddressBook, IconFilterOff, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { clientsQuery, type ClientFilter } from '../../api/clients.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { EmptyNote, ProblemNote } from '../../ui/notes.tsx';
import { ClientRows } from './client-rows.tsx';
import classes from './client-rows.module.css';

interface ClientListProps {
  readonly filter: ClientFilter;
  readonly filtered: boolean;
  readonly onClearFilters: () => void;
  /** Absent for those who only read. */
  readonly onCreate: (() => void) | undefined;
}

export function ClientList({ filter, filtered, onClearFilters, onCreate }: ClientListProps) {
  const { t } = useTranslation();
  const list = useInfiniteQuery({ ...clientsQuery(filter), placeholderData: keepPreviousData });
  if (list.isPending) return <LoadingRows rows={9} height={48} />;
  if (list.isError && list.data === undefined) {
    return <ProblemNote error={list.error} onRetry={() => void list.refetch()} />;
  }
  const clients = list.data.pages.flatMap(({ data }) => data);
  const total = list.data.pages[0]?.total;
  if (clients.length === 0) {
    return filtered ? <NothingFound onClear={onClearFilters} /> : <NoClientsYet onCreate={onCreate} />;
  }
  return (
    <>
      <Group gap="xs" mih="2rem" className={classes.count}>
        <Text size="sm" c="dimmed" role="status">
          {total !== undefined && t('client.count', { count: total })}
        </Text>
        {filtered && (
          <Button variant="subtle" size="compact-sm" onClick={onClearFilters}>
            {t('client.clearFilters')}
          </Button>
        )}
      </Group>
      <ClientRows
        clients={clients}
        stale={list.isPlaceholderData}
        more={list.hasNextPage}
        onEnd={() => !list.isFetchingNextPage && void list.fetchNextPage()}
      />
    </>
  );
}

function NothingFound({ onClear }: { readonly onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyNote
      icon={<IconFilterOff stroke={1.4} />}
      title={t('client.nothingFound')}
      hint={t('client.nothingFoundHint')}
      action={
        <Button variant="light" onClick={onClear}>
          {t('client.clearFilters')}
        </Button>
      }
    />
  );
}

function NoClientsYet({ onCreate }: { readonly onCreate: (() => void) | undefined }) {
  const { t } = useTranslation();
  const create = onCreate !== undefined && (
    <Button leftSection={<IconPlus size={16} />} onClick={onCreate}>
      {t('client.create')}
    </Button>
  );
  return (
    <EmptyNote
      icon={<IconAddressBook stroke={1.4} />}
      title={t('client.none')}
      hint={t('client.noneHint')}
      action={create}
    />
  );
}
