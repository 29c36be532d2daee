import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '@crm/contracts';
import { apiKeysQuery, revokeApiKey } from '../../api/api-keys.ts';
import { asProblem } from '../../api/problem.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { dayOf } from '../../lib/zoned-time.ts';
import { useFormat } from '../../lib/use-format.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { EmptyNote, ProblemNote } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useProblemText } from '../../ui/problem-text.ts';
import { toast } from '../../ui/toast.tsx';
import { ApiKeyForm } from './api-key-form.tsx';
import { grantWords } from './key-grants.ts';
import classes from './security.module.css';

/** The keys by which programs act for the reader. */
export function ApiKeyPanel() {
  const { t } = useTranslation();
  const [creating, setCreating] = useState(false);
  const list = useInfiniteQuery(apiKeysQuery);
  const keys = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const create = (
    <Button size="xs" fz="sm" variant="default" onClick={() => setCreating(true)}>
      {t('apiKey.create')}
    </Button>
  );
  return (
    <Panel title={t('apiKey.title')} action={create}>
      {list.isPending && <LoadingRows rows={1} />}
      {list.isError && <ProblemNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && keys.length === 0 && <EmptyNote title={t('apiKey.none')} hint={t('apiKey.noneHint')} />}
      <ul className={classes.list} aria-label={t('apiKey.title')}>
        {keys.map((key) => (
          <ApiKeyRow key={key.id} apiKey={key} />
        ))}
      </ul>
      {creating && <ApiKeyForm onClose={() => setCreating(false)} />}
    </Panel>
  );
}

function ApiKeyRow({ apiKey }: { readonly apiKey: ApiKey }) {
  const { t } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();
  const revoke = useMutation({
    mutationFn: () => revokeApiKey(apiKey.id),
    onSuccess: () => {
      toast.done(t('apiKey.revoked'));
      return refreshAfterChange();
    },
    onError: (error) => toast.failed(problemText(asProblem(error))),
  });
  const { name, beginning, lastUsedAt, lastUsedFrom } = apiKey;
  const used =
    lastUsedAt === null
      ? t('apiKey.neverUsed')
      : t('security.lastUsed', { address: lastUsedFrom ?? '', when: format.dayAndTime(lastUsedAt) });
  const until = t('apiKey.until', { day: format.fullDay(dayOf(apiKey.expiresAt, format.zone)) });
  return (
    <li className={classes.row}>
      <div>
        <b>{name}</b> <span className={classes.secret}>{beginning}…</span>
        <div className={classes.dim}>{[until, used].join(' · ')}</div>
        <div className={classes.dim}>{apiKey.grants.map((grant) => t(grantWords[grant])).join(', ')}</div>
      </div>
      <Button
        size="xs"
        fz="sm"
        variant="default"
        loading={revoke.isPending}
        aria-label={t('apiKey.revokeNamed', { name })}
        onClick={() => revoke.mutate()}
      >
        {t('apiKey.revoke')}
      </Button>
    </li>
  );
}
