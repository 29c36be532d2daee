import { Group, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AuditFilters } from '../../features/audit/audit-filters.tsx';
import { AuditList } from '../../features/audit/audit-list.tsx';
import { auditQuestion, auditSearch, type AuditSearch } from '../../features/audit/audit-search.ts';
import { ExportButton } from '../../features/audit/export-button.tsx';
import { useFormat } from '../../lib/use-format.ts';
import classes from './pages.module.css';

const route = getRouteApi('/inside/audit');

/** Who did what to which record. */
export function Audit() {
  const { t } = useTranslation();
  const { zone } = useFormat();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  useDocumentTitle(`${t('audit.title')} · CRM`);
  const question = auditQuestion(search, zone);
  const change = (changed: AuditSearch) => void navigate({ search: auditSearch({ ...search, ...changed }) });
  return (
    <>
      <Group justify="space-between" className={classes.head}>
        <Title order={1} size="h2">
          {t('audit.title')}
        </Title>
        <ExportButton question={question} />
      </Group>
      <div className={classes.surface}>
        <AuditFilters search={search} onChange={change} />
        <AuditList question={question} onChange={change} />
      </div>
    </>
  );
}
