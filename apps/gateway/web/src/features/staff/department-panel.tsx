import { ActionIcon, Text } from '@mantine/core';
import { IconArrowsMove, IconDots, IconPencil, IconPlus, IconTrash, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department } from '@crm/contracts';
import { employeeQuery } from '../../api/staff.ts';
import { ActionMenu } from '../../ui/action-menu.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ChangeDepartmentForm, CreateDepartmentForm, DeleteDepartmentDialog } from './department-forms.tsx';
import { CreateEmployeeForm } from './employee-forms.tsx';
import { MoveDepartment } from './move-department.tsx';
import { Employees } from './staff-list.tsx';
import classes from './department-tree.module.css';

interface DepartmentPanelProps {
  readonly department: Department;
  readonly departments: readonly Department[];
  readonly selfId: string;
  readonly mayChange: boolean;
  readonly onChoose: (departmentId: string) => void;
}

/** One department: its head, the people who work there, and what an administrator can do with it. */
export function DepartmentPanel({ department, departments, selfId, mayChange, onChoose }: DepartmentPanelProps) {
  const { id, name, headId } = department;
  const above = departments.find(({ id: other }) => other === department.parentId);
  return (
    <Panel
      title={name}
      flush
      action={mayChange && <DepartmentActions department={department} departments={departments} onChoose={onChoose} />}
    >
      <div className={classes.head}>
        <div className={classes.facts}>
          {above && <span>{above.name}</span>}
          <Head headId={headId} />
        </div>
      </div>
      <Employees filter={{ limit: 50, departmentId: id }} selfId={selfId} />
    </Panel>
  );
}

function Head({ headId }: { readonly headId: string | null }) {
  const { t } = useTranslation();
  const head = useQuery({ ...employeeQuery(headId ?? ''), enabled: headId !== null });
  if (headId === null) return <Text inherit>{t('department.noHead')}</Text>;
  return <Text inherit>{t('department.headIs', { name: head.data?.name ?? '…' })}</Text>;
}

type Action = 'take-on' | 'create' | 'edit' | 'move' | 'delete';

function DepartmentActions({
  department,
  departments,
  onChoose,
}: Pick<DepartmentPanelProps, 'department' | 'departments' | 'onChoose'>) {
  const { t } = useTranslation();
  const [action, setAction] = useState<Action | null>(null);
  const close = () => setAction(null);
  const entries = [
    { label: t('employee.create'), Sign: IconUserPlus, onSelect: () => setAction('take-on') },
    { label: t('department.edit'), Sign: IconPencil, onSelect: () => setAction('edit') },
    { label: t('department.create'), Sign: IconPlus, onSelect: () => setAction('create') },
    { label: t('department.move'), Sign: IconArrowsMove, onSelect: () => setAction('move') },
    'divider' as const,
    { label: t('department.delete'), Sign: IconTrash, color: 'red' as const, onSelect: () => setAction('delete') },
  ];
  const button = (
    <ActionIcon variant="subtle" color="gray" size={40} aria-label={t('department.menu', { name: department.name })}>
      <IconDots size={20} />
    </ActionIcon>
  );
  return (
    <>
      <ActionMenu button={button} entries={entries} />
      {action === 'take-on' && <CreateEmployeeForm departmentId={department.id} onClose={close} />}
      {action === 'edit' && <ChangeDepartmentForm department={department} onClose={close} />}
      {action === 'create' && (
        <CreateDepartmentForm parent={department} onCreated={({ id }) => onChoose(id)} onClose={close} />
      )}
      {action === 'move' && <MoveDepartment department={department} departments={departments} onClose={close} />}
      {action === 'delete' && <DeleteDepartmentDialog department={department} onClose={close} />}
    </>
  );
}
