import { UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/use-session.ts';
import { CreateMenu } from './create-menu.tsx';
import { mayWrite, placesOf } from './places.ts';
import classes from './shell.module.css';

/** The places at the thumb of a phone's owner. */
export function TabBar() {
  const { t } = useTranslation();
  const me = useMe();
  const createButton = (
    <UnstyledButton className={classes.tab}>
      <span className={classes.plus} aria-hidden>
        <IconPlus size={18} />
      </span>
      {t('action.create')}
    </UnstyledButton>
  );
  return (
    <nav className={classes.tabs} aria-label={t('nav.title')}>
      {placesOf(me).map(({ to, label, Sign }) => (
        <Link key={to} to={to} className={classes.tab} activeOptions={{ exact: to === '/', includeSearch: false }}>
          <Sign size={22} stroke={1.6} aria-hidden />
          {t(label)}
        </Link>
      ))}
      {mayWrite(me) && <CreateMenu button={createButton} position="top-end" />}
    </nav>
  );
}
