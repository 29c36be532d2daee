import { Alert } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AuditQuestion, auditQuery } from '../../api/audit.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { EmptyNote, ProblemNote } from '../../ui/notes.tsx';
import { AuditRow } from './audit-row.tsx';
import type { AuditSearch } from './audit-search.ts';
import classes from './audit.module.css';

interface AuditListProps {
  readonly question: AuditQuestion;
  readonly onChange: (change: AuditSearch) => void;
}

/** What happened, the latest first. */
export function AuditList({ question, onChange }: AuditListProps) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(auditQuery(question));
  if (list.isPending) return <LoadingRows rows={5} />;
  if (list.data === undefined) return <ProblemNote error={list.error} onRetry={() => void list.refetch()} />;
  const entries = list.data.pages.flatMap(({ data }) => data);
  const unreachable = [...new Set(list.data.pages.flatMap((page) => page.unreachable ?? []))];
  return (
    <>
      {unreachable.length > 0 && (
        <Alert color="orange" radius={0}>
          {t('audit.unreachable', { programs: unreachable.join(', ') })}
        </Alert>
      )}
      {entries.length === 0 && <EmptyNote title={t('audit.none')} hint={t('audit.noneHint')} />}
      <ul className={classes.list} aria-label={t('audit.title')}>
        {entries.map((entry) => (
          <AuditRow key={entry.id} entry={entry} onChange={onChange} />
        ))}
      </ul>
      <MoreFoot list={list} />
    </>
  );
}
