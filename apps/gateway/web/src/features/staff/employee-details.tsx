import { ActionIcon, Button, Group, Stack } from '@mantine/core';
import { IconArrowsMove, IconClockEdit, IconDots, IconPencil } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Employee } from '@crm/contracts';
import { type Classifier, useClassifier } from '../../api/classifiers.ts';
import { usePositions } from '../../api/positions.ts';
import { departmentsQuery, membershipsQuery } from '../../api/staff.ts';
import { dayOf } from '../../lib/zoned-time.ts';
import { useFormat } from '../../lib/use-format.ts';
import { AuditLink } from '../../ui/audit-link.tsx';
import { ActionMenu } from '../../ui/action-menu.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ChangeEmployeeForm } from './employee-forms.tsx';
import { RelocateEmployee } from './relocate-employee.tsx';
import { WorkForm } from './work-form.tsx';
import classes from './employee-details.module.css';
import { weekOf } from './working-week.ts';

interface EmployeeDetailsProps {
  readonly employee: Employee;
  readonly mayChange: boolean;
  /** Whether he says when and how much the colleague works. */
  readonly mayPlan: boolean;
}

/** What is known of a colleague, and where he has worked. */
export function EmployeeDetails(props: EmployeeDetailsProps) {
  const { t } = useTranslation();
  const { employee } = props;
  return (
    <Stack gap="lg">
      <Panel title={employee.name} action={<Actions {...props} />}>
        <FactList facts={useFacts(employee)} />
      </Panel>
      <Panel title={t('employee.history')}>
        <Memberships employeeId={employee.id} />
      </Panel>
    </Stack>
  );
}

function useDepartmentName(): (departmentId: string) => string {
  const { t } = useTranslation();
  const { data: departments } = useQuery(departmentsQuery);
  return (departmentId) => {
    if (!departments) return '…';
    return departments.find(({ id }) => id === departmentId)?.name ?? t('employee.notFoundDepartment');
  };
}

function useFacts({ positionId, email, timeZone, departmentId, ...work }: Employee): [string, string][] {
  const { t } = useTranslation();
  const format = useFormat();
  const departmentName = useDepartmentName();
  const { nameOf: positionName } = usePositions();
  const notSaid = t('employee.notSaid');
  const [sectors, regions] = [useClassifier('sector'), useClassifier('region')];
  const namesOf = ({ nameOf }: Classifier, ids: readonly string[]) =>
    ids.map(nameOf).filter(Boolean).join(', ') || notSaid;
  const most = (count: number | null) => (count === null ? t('employee.noLimit') : format.number(count));
  const { clients, openDeals } = work.capacity;
  const hours = weekOf(work.workingHours, (weekday) => format.weekday(`2026-11-${22 + weekday}`));
  return [
    [t('employee.position'), positionName(positionId) ?? notSaid],
    [t('employee.department'), departmentName(departmentId)],
    [t('employee.email'), email ?? notSaid],
    [t('employee.timeZone'), timeZone],
    [t('employee.workingHours'), hours.length > 0 ? hours.join('\n') : notSaid],
    [t('employee.sectors'), namesOf(sectors, work.skills.sectorIds)],
    [t('employee.regions'), namesOf(regions, work.skills.regionIds)],
    [t('employee.languages'), work.skills.languages.join(', ') || notSaid],
    [t('employee.capacity'), t('employee.takesOn', { clients: most(clients), openDeals: most(openDeals) })],
  ];
}

function Memberships({ employeeId }: { readonly employeeId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const departmentName = useDepartmentName();
  const { nameOf: positionName } = usePositions();
  const list = useInfiniteQuery(membershipsQuery(employeeId));
  if (list.isPending) return <LoadingRows rows={2} />;
  if (list.data === undefined) return <ProblemNote error={list.error} onRetry={() => void list.refetch()} />;
  const day = (moment: string) => format.fullDay(dayOf(moment, format.zone));
  const memberships = list.data.pages.flatMap(({ data }) => data);
  return (
    <>
      <ul className={classes.history}>
        {memberships.map(({ id, departmentId, positionId, from, to }) => (
          <li key={id}>
            <span>{[departmentName(departmentId), positionName(positionId)].filter(Boolean).join(' · ')}</span>
            <span>
              {to === null
                ? t('employee.since', { day: day(from) })
                : t('employee.stretch', { from: day(from), to: day(to) })}
            </span>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('action.showMore')}
        </Button>
      )}
    </>
  );
}

function Actions(props: EmployeeDetailsProps) {
  return (
    <Group gap="xs" wrap="nowrap">
      <AuditLink kind="employee" id={props.employee.id} />
      {(props.mayChange || props.mayPlan) && <EmployeeActions {...props} />}
    </Group>
  );
}

function EmployeeActions({ employee, mayChange, mayPlan }: EmployeeDetailsProps) {
  const { t } = useTranslation();
  const [action, setAction] = useState<'edit' | 'work' | 'relocate' | null>(null);
  const close = () => setAction(null);
  const isActive = employee.status === 'active';
  const entries = [
    ...(mayChange ? [{ label: t('employee.edit'), Sign: IconPencil, onSelect: () => setAction('edit') }] : []),
    ...(mayPlan ? [{ label: t('employee.work'), Sign: IconClockEdit, onSelect: () => setAction('work') }] : []),
    ...(mayChange && isActive
      ? [{ label: t('employee.relocate'), Sign: IconArrowsMove, onSelect: () => setAction('relocate') }]
      : []),
  ];
  const button = (
    <ActionIcon variant="subtle" color="gray" size={40} aria-label={t('department.menu', { name: employee.name })}>
      <IconDots size={20} />
    </ActionIcon>
  );
  return (
    <>
      <ActionMenu button={button} entries={entries} />
      {action === 'edit' && <ChangeEmployeeForm employee={employee} onClose={close} />}
      {action === 'work' && <WorkForm employee={employee} onClose={close} />}
      {action === 'relocate' && <RelocateEmployee employee={employee} onClose={close} />}
    </>
  );
}
