import '@mantine/core/styles/Tabs.css';
import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sharingQuery } from '../../api/sharing.ts';
import { useMe } from '../../api/use-session.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { AccessReasons } from './access-reasons.tsx';
import { WhoHasAccess } from './who-has-access.tsx';

interface ClientAccessProps {
  readonly client: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

/** Who works with a client and who else reads him; for those who may ask, why somebody can or cannot. */
export function ClientAccess({ client, onClose }: ClientAccessProps) {
  const { t } = useTranslation();
  const me = useMe();
  const sharing = useQuery(sharingQuery(client.id));
  const who =
    sharing.data === undefined ? (
      sharing.isPending ? (
        <LoadingRows rows={3} />
      ) : (
        <ProblemNote error={sharing.error} onRetry={() => void sharing.refetch()} />
      )
    ) : (
      <WhoHasAccess sharing={sharing.data} />
    );
  return (
    <Sheet title={t('access.titleOf', { name: client.name })} onClose={onClose}>
      {me.scopes.staff.explain === 'none' ? (
        who
      ) : (
        <Tabs defaultValue="who" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="who">{t('access.who')}</Tabs.Tab>
            <Tabs.Tab value="why">{t('access.why')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="who">{who}</Tabs.Panel>
          <Tabs.Panel value="why">
            <AccessReasons clientId={client.id} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Sheet>
  );
}
