import { Button, Group, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { substitutionsQuery } from '../../api/absences.ts';
import type { ClientFilter } from '../../api/clients.ts';
import { useMe } from '../../api/use-session.ts';
import { ClientFilters } from '../../features/clients/client-filters.tsx';
import { ClientList } from '../../features/clients/client-list.tsx';
import { withoutBlank, type ClientSearch } from '../../features/clients/client-search.ts';
import { useDialog } from '../dialogs/dialogs.ts';
import { mayWrite } from '../shell/places.ts';
import classes from './pages.module.css';

const route = getRouteApi('/inside/clients');

const filterOf = ({ search, kind, status, sector, owner, sort }: ClientSearch): ClientFilter =>
  withoutBlank({
    search,
    kind,
    lifecycleStatus: status,
    sectorId: sector,
    whose: owner && (owner === 'me' ? ('mine' as const) : owner),
    sort,
  });

export function Clients() {
  const { t } = useTranslation();
  const me = useMe();
  const { data: substitutions = [] } = useQuery(substitutionsQuery);
  const open = useDialog();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  useDocumentTitle(`${t('nav.clients')} · CRM`);
  const create = mayWrite(me) ? () => open({ kind: 'create-client' }) : undefined;
  const clear = () => void navigate({ search: {} });
  // Typing replaces the address, so that Back leaves the list instead of walking through letters.
  const change = (changed: ClientSearch) =>
    void navigate({ search: withoutBlank({ ...search, ...changed }), replace: 'search' in changed });
  return (
    <>
      <Group justify="space-between" className={classes.head}>
        <Title order={1} size="h2">
          {t('nav.clients')}
        </Title>
        {create !== undefined && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={create}>
            {t('client.create')}
          </Button>
        )}
      </Group>
      <div className={classes.surface}>
        <ClientFilters
          search={search}
          onChange={change}
          withOwner={me.scopes.client.read !== 'own'}
          acting={substitutions.length > 0}
        />
        <ClientList
          filter={filterOf(search)}
          filtered={Object.keys(search).length > 0}
          onClearFilters={clear}
          onCreate={create}
        />
      </div>
    </>
  );
}
