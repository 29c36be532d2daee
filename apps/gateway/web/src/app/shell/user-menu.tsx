import { Avatar, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { lazy, Suspense, useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/use-session.ts';
import classes from './shell.module.css';

const load = () => import('./user-panel.tsx');
const UserPanel = lazy(load);

/** The reader's own corner: it unfolds on a click, and its code comes with the first one. */
export function UserMenu() {
  const [wanted, setWanted] = useState(false);
  const closed = <UserButton onPointerEnter={() => void load()} onClick={() => setWanted(true)} />;
  return wanted ? (
    <Suspense fallback={closed}>
      <UserPanel button={<UserButton />} />
    </Suspense>
  ) : (
    closed
  );
}

function UserButton(props: ComponentProps<'button'>) {
  const { t } = useTranslation();
  const { name } = useMe();
  return (
    <UnstyledButton aria-haspopup="dialog" {...props} className={classes.user}>
      <Avatar name={name} color="pine" size={34} radius="xl" aria-hidden />
      <VisuallyHidden>{t('user.menu', { name })}</VisuallyHidden>
    </UnstyledButton>
  );
}
