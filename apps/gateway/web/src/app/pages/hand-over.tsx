import { Anchor, Container, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { employeeQuery } from '../../api/staff.ts';
import { HandOverProgress } from '../../features/staff/hand-over-progress.tsx';
import { HandOverWizard } from '../../features/staff/hand-over-wizard.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import classes from './pages.module.css';

const route = getRouteApi('/inside/staff/$employeeId/hand-over');

/** A leaver's work goes to a successor. The job stands in the address: closing the page and coming back is safe. */
export function HandOver() {
  const { t } = useTranslation();
  const { employeeId } = route.useParams();
  const { job } = route.useSearch();
  const navigate = route.useNavigate();
  const employee = useQuery(employeeQuery(employeeId));
  useDocumentTitle(`${t('handOver.title')} · CRM`);
  if (employee.isPending) return <LoadingRows />;
  if (employee.data === undefined)
    return <ProblemNote error={employee.error} onRetry={() => void employee.refetch()} />;
  const watch = (jobId: string) => void navigate({ search: { job: jobId }, replace: true });
  return (
    <Container size={760} p={0}>
      <Anchor size="sm" className={classes.back} renderRoot={(props) => <Link to="/staff" {...props} />}>
        <IconArrowLeft size={16} aria-hidden /> {t('nav.staff')}
      </Anchor>
      <Title order={1} size="h2">
        {t('handOver.title')}
      </Title>
      <Text c="dimmed" mb="md">
        {t('handOver.from', { name: employee.data.name })}
      </Text>
      <div className={classes.surface}>
        <div className={classes.padded}>
          {job === undefined ? (
            <HandOverWizard employee={employee.data} onStarted={watch} />
          ) : (
            <HandOverProgress jobId={job} />
          )}
        </div>
      </div>
    </Container>
  );
}
