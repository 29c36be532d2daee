import { Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/use-session.ts';
import { RolesMatrix } from '../../features/roles/roles-matrix.tsx';
import { NotFoundPage } from '../page-problem.tsx';
import { mayAdminister } from '../shell/places.ts';
import classes from './pages.module.css';

/** What the roles of accounts allow, for administrators. */
export function Roles() {
  const { t } = useTranslation();
  const me = useMe();
  useDocumentTitle(`${t('roles.title')} · CRM`);
  if (!mayAdminister(me)) return <NotFoundPage />;
  return (
    <>
      <Title order={1} size="h2">
        {t('roles.title')}
      </Title>
      <Text c="dimmed" size="sm" className={classes.head}>
        {t('roles.hint')}
      </Text>
      <div className={classes.surface}>
        <RolesMatrix />
      </div>
    </>
  );
}
