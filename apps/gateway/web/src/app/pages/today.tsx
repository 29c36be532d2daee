import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Whose } from '@crm/contracts';
import { ownCommitmentsQuery } from '../../api/commitments.ts';
import { useMe } from '../../api/use-session.ts';
import { WhoseChoice } from '../../features/absences/whose-choice.tsx';
import { Agenda } from '../../features/activities/agenda.tsx';
import { CommitmentList } from '../../features/activities/commitment-list.tsx';
import { ClosingSoon } from '../../features/deals/closing-soon.tsx';
import { DayHeader } from '../../features/today/day-header.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useDialog } from '../dialogs/dialogs.ts';
import { useActivityHandlers } from '../dialogs/use-activity-handlers.ts';
import { mayWrite } from '../shell/places.ts';
import classes from './pages.module.css';

/** Where the day begins: what is to be done, overdue first; beside it promises and deals that come due. */
export function Today() {
  const { t } = useTranslation();
  const me = useMe();
  const open = useDialog();
  const [whose, setWhose] = useState<Whose>('mine-and-substituted');
  const handlers = useActivityHandlers();
  useDocumentTitle(`${t('nav.today')} · CRM`);
  const plan = mayWrite(me) ? () => open({ kind: 'plan-activity' }) : undefined;
  return (
    <>
      <DayHeader me={me} whose={whose} />
      <WhoseChoice value={whose} onChange={setWhose} />
      <div className={classes.today}>
        <Panel title={t('today.plan')} flush>
          <Agenda whose={whose} onPlan={plan} handlers={handlers} />
        </Panel>
        <div className={classes.side}>
          <Panel title={t('commitment.mine')} flush>
            <MyCommitments whose={whose} />
          </Panel>
          <Panel title={t('deal.closingSoon')} flush>
            <ClosingSoon whose={whose} />
          </Panel>
        </div>
      </div>
    </>
  );
}

function MyCommitments({ whose }: { readonly whose: Whose }) {
  const { t } = useTranslation();
  const me = useMe();
  const open = useDialog();
  const list = useQuery(ownCommitmentsQuery(whose));
  if (list.isPending) return <LoadingRows rows={3} />;
  if (list.isError) return <ProblemNote error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.length === 0) {
    return (
      <Text size="sm" c="dimmed" px="1.1rem" pb="md">
        {t('commitment.none')}
      </Text>
    );
  }
  const close = mayWrite(me) ? open : undefined;
  return (
    <CommitmentList
      commitments={list.data}
      withClient
      onClose={close && ((commitment) => close({ kind: 'close-commitment', commitment }))}
    />
  );
}
