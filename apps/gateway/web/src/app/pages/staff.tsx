import { Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/use-session.ts';
import { StaffList } from '../../features/staff/staff-list.tsx';
import classes from './pages.module.css';

export function Staff() {
  const { t } = useTranslation();
  const me = useMe();
  useDocumentTitle(`${t('nav.staff')} · CRM`);
  return (
    <>
      <Title order={1} size="h2" className={classes.head}>
        {t('nav.staff')}
      </Title>
      <div className={classes.surface}>
        <StaffList selfId={me.employeeId} />
      </div>
    </>
  );
}
