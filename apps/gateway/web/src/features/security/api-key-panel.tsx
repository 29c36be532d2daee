import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '@crm/contracts';
import { apiKeysQuery, revokeApiKey } from '../../api/api-keys.ts';
import { dayOf } from '../../lib/zoned-time.ts';
import { useFormat } from '../../lib/use-format.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { EmptyNote, ProblemNote } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ApiKeyForm } from './api-key-form.tsx';
import { grantWords } from './key-grants.ts';
import { TakeAwayButton } from './take-away-button.tsx';
import classes from './security.module.css';

interface OwnedProps {
  /** Null for the reader's own. */
  readonly accountId: string | null;
}

/** The keys by which programs act for somebody. A key is made by its owner alone. */
export function ApiKeyPanel({ accountId }: OwnedProps) {
  const { t } = useTranslation();
  const [creating, setCreating] = useState(false);
  const list = useInfiniteQuery(apiKeysQuery(accountId));
  const keys = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const others = accountId !== null;
  const create = (
    <Button size="xs" fz="sm" variant="default" onClick={() => setCreating(true)}>
      {t('apiKey.create')}
    </Button>
  );
  return (
    <Panel title={t('apiKey.title')} action={!others && create}>
      {list.isPending && <LoadingRows rows={1} />}
      {list.isError && <ProblemNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && keys.length === 0 && (
        <EmptyNote title={t('apiKey.none')} {...(!others && { hint: t('apiKey.noneHint') })} />
      )}
      <ul className={classes.list} aria-label={t('apiKey.title')}>
        {keys.map((key) => (
          <ApiKeyRow key={key.id} apiKey={key} accountId={accountId} />
        ))}
      </ul>
      <MoreFoot list={list} />
      {creating && <ApiKeyForm onClose={() => setCreating(false)} />}
    </Panel>
  );
}

function ApiKeyRow({ apiKey, accountId }: OwnedProps & { readonly apiKey: ApiKey }) {
  const { t } = useTranslation();
  const format = useFormat();
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
      <TakeAwayButton
        label={t('apiKey.revoke')}
        named={t('apiKey.revokeNamed', { name })}
        done={t('apiKey.revoked')}
        others={accountId !== null}
        take={(reason) => revokeApiKey({ accountId, id: apiKey.id, ...(reason !== undefined && { reason }) })}
      />
    </li>
  );
}
