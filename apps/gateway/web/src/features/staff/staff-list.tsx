import { ActionIcon, Badge, Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconTransfer } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Employee } from '@crm/contracts';
import { usePositions } from '../../api/positions.ts';
import { departmentsQuery, employeesQuery } from '../../api/staff.ts';
import { usePhone } from '../../lib/use-phone.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { EmptyNote, ProblemNote } from '../../ui/notes.tsx';
import rows from '../../ui/people-rows.module.css';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import classes from './staff-list.module.css';

/** Colleagues by name and department, each with the way to hand over his work. */
export function StaffList({ selfId }: { readonly selfId: string }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const [search] = useDebouncedValue(typed.trim(), 250);
  const { data: departments = [] } = useQuery(departmentsQuery);
  const filter = { limit: 50, ...(search !== '' && { search }), ...(departmentId !== null && { departmentId }) };
  return (
    <>
      <search className={classes.filters} aria-label={t('staff.filters')}>
        <TextInput
          flex="1 1 14rem"
          type="search"
          aria-label={t('staff.searchByName')}
          placeholder={t('staff.searchByName')}
          leftSection={<IconSearch size={17} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Select
          flex="1 1 14rem"
          aria-label={t('staff.department')}
          placeholder={t('staff.anyDepartment')}
          data={departments.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          clearable
          value={departmentId}
          onChange={setDepartmentId}
        />
      </search>
      <Employees filter={filter} selfId={selfId} />
    </>
  );
}

interface EmployeesProps {
  readonly filter: Parameters<typeof employeesQuery>[0];
  readonly selfId: string;
}

/** The employees whom the filter leaves, a page at a time. */
export function Employees({ filter, selfId }: EmployeesProps) {
  const { t } = useTranslation();
  const list = useInfiniteQuery({ ...employeesQuery(filter), placeholderData: keepPreviousData });
  const { data: departments = [] } = useQuery(departmentsQuery);
  const { nameOf: positionName } = usePositions();
  if (list.isPending) return <LoadingRows rows={8} />;
  if (list.data === undefined) return <ProblemNote error={list.error} onRetry={() => void list.refetch()} />;
  const employees = list.data.pages.flatMap(({ data }) => data);
  if (employees.length === 0) return <EmptyNote title={t('staff.nothingFound')} />;
  const departmentOf = ({ departmentId }: Employee) => departments.find(({ id }) => id === departmentId)?.name;
  return (
    <>
      <ul className={rows.list} aria-label={t('staff.list')}>
        {employees.map((employee) => (
          <EmployeeRow
            key={employee.id}
            employee={employee}
            place={[positionName(employee.positionId), departmentOf(employee)].filter(Boolean).join(' · ')}
            self={employee.id === selfId}
          />
        ))}
      </ul>
      <MoreFoot list={list} />
    </>
  );
}

const statusColours = { active: 'pine', leaving: 'orange', dismissed: 'gray' } as const;

interface EmployeeRowProps {
  readonly employee: Employee;
  /** As what he works, and where. */
  readonly place: string;
  readonly self: boolean;
}

function EmployeeRow({ employee, place, self }: EmployeeRowProps) {
  const { t } = useTranslation();
  const { id, name, status } = employee;
  return (
    <li className={rows.row}>
      <PersonAvatar name={name} />
      <div>
        <div className={rows.name}>
          <Link to="/staff/$employeeId" params={{ employeeId: id }} className={rows.link}>
            {name}
          </Link>
          {status !== 'active' && (
            <Badge variant="light" color={statusColours[status]} tt="none" fw={500}>
              {t(`staff.statuses.${status}`)}
            </Badge>
          )}
        </div>
        <div className={rows.dim}>{place}</div>
      </div>
      {!self && status !== 'dismissed' && <HandOverLink employeeId={id} name={name} />}
    </li>
  );
}

interface HandOverLinkProps {
  readonly employeeId: string;
  readonly name: string;
}

function HandOverLink({ employeeId, name }: HandOverLinkProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const label = t('handOver.openNamed', { name });
  const link = (props: object) => <Link to="/staff/$employeeId/hand-over" params={{ employeeId }} {...props} />;
  return phone ? (
    <ActionIcon variant="default" size={44} aria-label={label} renderRoot={link}>
      <IconTransfer size={20} />
    </ActionIcon>
  ) : (
    <Button
      variant="default"
      size="xs"
      fz="sm"
      leftSection={<IconTransfer size={16} />}
      aria-label={label}
      renderRoot={link}
    >
      {t('handOver.open')}
    </Button>
  );
}
