import { Badge, Group } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OpenSession } from '@crm/contracts';
import { endSession, endSessions, sessionsQuery } from '../../api/security.ts';
import { useFormat } from '../../lib/use-format.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { EmptyNote, ProblemNote } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TakeAwayButton } from './take-away-button.tsx';
import classes from './security.module.css';

interface OwnedProps {
  /** Null for the reader's own. */
  readonly accountId: string | null;
}

/** Where somebody is signed in, with the way to end it. */
export function SessionList({ accountId }: OwnedProps) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(sessionsQuery(accountId));
  const sessions = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const others = accountId !== null;
  const endsSeveral = sessions.length > (others ? 0 : 1);
  return (
    <Panel
      title={t(others ? 'security.sessionsOfAccount' : 'security.sessions')}
      action={endsSeveral && <EndAll accountId={accountId} />}
    >
      {list.isPending && <LoadingRows rows={2} />}
      {list.isError && <ProblemNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && sessions.length === 0 && <EmptyNote title={t('security.signedInNowhere')} />}
      <ul className={classes.list} aria-label={t('security.sessions')}>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} accountId={accountId} />
        ))}
      </ul>
      <MoreFoot list={list} />
    </Panel>
  );
}

function EndAll({ accountId }: OwnedProps) {
  const { t } = useTranslation();
  const others = accountId !== null;
  const label = t(others ? 'security.endAll' : 'security.endOthers');
  return (
    <TakeAwayButton
      label={label}
      named={label}
      done={t('security.allEnded')}
      others={others}
      take={(reason) => endSessions({ accountId, ...(reason !== undefined && { reason }) })}
    />
  );
}

function SessionRow({ session, accountId }: OwnedProps & { readonly session: OpenSession }) {
  const { t } = useTranslation();
  const format = useFormat();
  const device = session.device ?? t('security.unknownDevice');
  const used = t('security.lastUsed', { address: session.address, when: format.dayAndTime(session.lastUsedAt) });
  const since = t('security.since', { when: format.dayAndTime(session.createdAt) });
  return (
    <li className={classes.row}>
      <div>
        <Group gap="xs" fw={500}>
          {device}
          {session.current && (
            <Badge variant="light" color="pine" tt="none" fw={500}>
              {t('security.here')}
            </Badge>
          )}
        </Group>
        <div className={classes.dim}>{[used, since].join(' · ')}</div>
      </div>
      {!session.current && (
        <TakeAwayButton
          label={t('security.end')}
          named={t('security.endNamed', { device })}
          done={t('security.ended')}
          others={accountId !== null}
          take={(reason) => endSession({ accountId, id: session.id, ...(reason !== undefined && { reason }) })}
        />
      )}
    </li>
  );
}
