import { Button, Group, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconId, IconSitemap } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
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
      <Group justify="space-between" className={classes.head}>
        <Title order={1} size="h2">
          {t('nav.staff')}
        </Title>
        <Group gap="sm">
          <Button
            variant="default"
            leftSection={<IconSitemap size={17} />}
            renderRoot={(props) => <Link to="/staff/departments" {...props} />}
          >
            {t('department.title')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconId size={17} />}
            renderRoot={(props) => <Link to="/staff/positions" {...props} />}
          >
            {t('position.title')}
          </Button>
        </Group>
      </Group>
      <div className={classes.surface}>
        <StaffList selfId={me.employeeId} />
      </div>
    </>
  );
}
