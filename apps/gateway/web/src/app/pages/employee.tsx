import { Anchor, Container, Title, VisuallyHidden } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { employeeQuery } from '../../api/staff.ts';
import { useMe } from '../../api/use-session.ts';
import { EmployeeDetails } from '../../features/staff/employee-details.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { mayAdminister, mayPlanWork } from '../shell/places.ts';
import classes from './pages.module.css';

const route = getRouteApi('/inside/staff/$employeeId');

export function EmployeePage() {
  const { t } = useTranslation();
  const me = useMe();
  const { employeeId } = route.useParams();
  const employee = useQuery(employeeQuery(employeeId));
  useDocumentTitle(`${employee.data?.name ?? t('nav.staff')} · CRM`);
  if (employee.isPending) return <LoadingRows />;
  if (employee.data === undefined)
    return <ProblemNote error={employee.error} onRetry={() => void employee.refetch()} />;
  return (
    <Container size={760} p={0}>
      <Anchor size="sm" className={classes.back} renderRoot={(props) => <Link to="/staff" {...props} />}>
        <IconArrowLeft size={16} aria-hidden /> {t('nav.staff')}
      </Anchor>
      <VisuallyHidden>
        <Title order={1}>{employee.data.name}</Title>
      </VisuallyHidden>
      <EmployeeDetails employee={employee.data} mayChange={mayAdminister(me)} mayPlan={mayPlanWork(me)} />
    </Container>
  );
}
