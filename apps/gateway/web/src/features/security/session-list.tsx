import { Badge, Button, Group } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OpenSession } from '@crm/contracts';
import { asProblem } from '../../api/problem.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { endOtherSessions, endSession, sessionsQuery } from '../../api/security.ts';
import { useFormat } from '../../lib/use-format.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useProblemText } from '../../ui/problem-text.ts';
import { toast } from '../../ui/toast.tsx';
import classes from './security.module.css';

/** Where the reader is signed in, with the way to end what is not his. */
export function SessionList() {
  const { t } = useTranslation();
  const list = useInfiniteQuery(sessionsQuery);
  const sessions = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Panel title={t('security.sessions')} action={sessions.length > 1 && <EndOthers />}>
      {list.isPending && <LoadingRows rows={2} />}
      {list.isError && <ProblemNote error={list.error} onRetry={() => void list.refetch()} />}
      <ul className={classes.list} aria-label={t('security.sessions')}>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('action.showMore')}
        </Button>
      )}
    </Panel>
  );
}

function useEnding(end: () => Promise<unknown>) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: end,
    onSuccess: () => {
      toast.done(t('security.ended'));
      return refreshAfterChange();
    },
    onError: (error) => toast.failed(problemText(asProblem(error))),
  });
}

function EndOthers() {
  const { t } = useTranslation();
  const end = useEnding(endOtherSessions);
  return (
    <Button size="xs" fz="sm" variant="default" loading={end.isPending} onClick={() => end.mutate()}>
      {t('security.endOthers')}
    </Button>
  );
}

function SessionRow({ session }: { readonly session: OpenSession }) {
  const { t } = useTranslation();
  const format = useFormat();
  const end = useEnding(() => endSession(session.id));
  const device = session.device ?? t('security.unknownDevice');
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
        <div className={classes.dim}>
          {t('security.lastUsed', { address: session.address, when: format.dayAndTime(session.lastUsedAt) })}
        </div>
      </div>
      {!session.current && (
        <Button
          size="xs"
          fz="sm"
          variant="default"
          loading={end.isPending}
          aria-label={t('security.endNamed', { device })}
          onClick={() => end.mutate()}
        >
          {t('security.end')}
        </Button>
      )}
    </li>
  );
}
