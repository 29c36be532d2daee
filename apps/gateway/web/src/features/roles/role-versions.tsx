import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EditableRole, RoleDescription } from '@crm/contracts';
import { useEmployeeName } from '../../api/names.ts';
import { roleVersionsQuery } from '../../api/roles.ts';
import { useFormat } from '../../lib/use-format.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { Differences } from './change-preview.tsx';
import { differenceOf } from './rights.ts';
import classes from './roles.module.css';

/** Every change of a role, the latest first: who made it, when, and what it gave and took. */
export function RoleVersions({ role }: { readonly role: EditableRole }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(roleVersionsQuery(role));
  if (list.isPending) return <LoadingRows rows={3} />;
  if (list.data === undefined) return <ProblemNote error={list.error} onRetry={() => void list.refetch()} />;
  const versions = list.data.pages.flatMap(({ data }): readonly RoleDescription[] => data);
  return (
    <>
      <ol className={classes.versions} reversed>
        {versions.map((version, index) => (
          <Version key={version.version} version={version} before={versions[index + 1]} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button mt="md" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('action.showMore')}
        </Button>
      )}
    </>
  );
}

interface VersionProps {
  readonly version: RoleDescription;
  readonly before: RoleDescription | undefined;
}

function Version({ version, before }: VersionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useEmployeeName(version.changedById);
  return (
    <li>
      <b>{t('roles.version', { version: version.version })}</b>
      <div className={classes.dim}>
        {[version.changedById === null ? t('roles.beginning') : name, format.dayAndTime(version.updatedAt)]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {before && <Differences difference={differenceOf(before, version)} />}
    </li>
  );
}
