import { ActionIcon, Anchor, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconArrowLeft, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department } from '@crm/contracts';
import { departmentsQuery } from '../../api/staff.ts';
import { useMe } from '../../api/use-session.ts';
import { DepartmentBrowser } from '../../features/staff/department-browser.tsx';
import { CreateDepartmentForm } from '../../features/staff/department-forms.tsx';
import { DepartmentPanel } from '../../features/staff/department-panel.tsx';
import treeClasses from '../../features/staff/department-tree.module.css';
import { LoadingRows } from '../../ui/loading.tsx';
import { EmptyNote, ProblemNote } from '../../ui/notes.tsx';
import { mayAdminister } from '../shell/places.ts';
import classes from './pages.module.css';

const route = getRouteApi('/inside/staff/departments');

/** The tree of departments, and the one that is chosen in it. It stands in the address. */
export function Departments() {
  const { t } = useTranslation();
  const departments = useQuery(departmentsQuery);
  useDocumentTitle(`${t('department.title')} · CRM`);
  return (
    <>
      <Anchor size="sm" className={classes.back} renderRoot={(props) => <Link to="/staff" {...props} />}>
        <IconArrowLeft size={16} aria-hidden /> {t('nav.staff')}
      </Anchor>
      <Title order={1} size="h2" className={classes.head}>
        {t('department.title')}
      </Title>
      {departments.isPending && <LoadingRows rows={8} />}
      {departments.isError && <ProblemNote error={departments.error} onRetry={() => void departments.refetch()} />}
      {departments.data && <TreeAndChosen departments={departments.data} />}
    </>
  );
}

function TreeAndChosen({ departments }: { readonly departments: readonly Department[] }) {
  const { t } = useTranslation();
  const me = useMe();
  const { department: chosenId } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (department: string) => void navigate({ search: { department }, resetScroll: false });
  const chosen = departments.find(({ id }) => id === chosenId);
  const mayChange = mayAdminister(me);
  return (
    <div className={treeClasses.columns}>
      <div className={classes.surface}>
        <DepartmentBrowser
          departments={departments}
          chosenId={chosenId}
          onChoose={choose}
          action={mayChange && <CreateTop onCreated={({ id }) => choose(id)} />}
        />
      </div>
      {chosen ? (
        <DepartmentPanel
          key={chosen.id}
          department={chosen}
          departments={departments}
          selfId={me.employeeId}
          mayChange={mayChange}
          onChoose={choose}
        />
      ) : (
        <div className={classes.surface}>
          <EmptyNote title={t('department.pick')} hint={t('department.pickHint')} />
        </div>
      )}
    </div>
  );
}

function CreateTop({ onCreated }: { readonly onCreated: (department: Department) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionIcon variant="default" size={44} aria-label={t('department.create')} onClick={() => setOpen(true)}>
        <IconPlus size={18} />
      </ActionIcon>
      {open && <CreateDepartmentForm parent={null} onCreated={onCreated} onClose={() => setOpen(false)} />}
    </>
  );
}
