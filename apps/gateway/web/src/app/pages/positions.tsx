import { Anchor, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/use-session.ts';
import { PositionList } from '../../features/staff/position-list.tsx';
import { mayAdminister } from '../shell/places.ts';
import classes from './pages.module.css';

/** What people work as; administrators change the list. */
export function Positions() {
  const { t } = useTranslation();
  const me = useMe();
  useDocumentTitle(`${t('position.title')} · CRM`);
  return (
    <>
      <Anchor size="sm" className={classes.back} renderRoot={(props) => <Link to="/staff" {...props} />}>
        <IconArrowLeft size={16} aria-hidden /> {t('nav.staff')}
      </Anchor>
      <Title order={1} size="h2" className={classes.head}>
        {t('position.title')}
      </Title>
      <PositionList mayChange={mayAdminister(me)} />
    </>
  );
}
