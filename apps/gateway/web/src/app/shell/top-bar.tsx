import { ActionIcon, Button, Group, Kbd, UnstyledButton } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Notification } from '@crm/contracts';
import { useMe } from '../../api/use-session.ts';
import { NotificationBell } from '../../features/notifications/notification-bell.tsx';
import { Logo } from '../../ui/logo.tsx';
import { useDialog } from '../dialogs/dialogs.ts';
import { CreateMenu } from './create-menu.tsx';
import { mayWrite, placesOf } from './places.ts';
import { UserMenu } from './user-menu.tsx';
import classes from './shell.module.css';

const shortcut = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K';

interface TopBarProps {
  readonly onOpenNotification: (notification: Notification) => void;
}

export function TopBar({ onOpenNotification }: TopBarProps) {
  const { t } = useTranslation();
  const me = useMe();
  const open = useDialog();
  const createButton = (
    <Button size="sm" leftSection={<IconPlus size={16} />} className={classes.create}>
      {t('action.create')}
    </Button>
  );
  const find = () => open({ kind: 'find-client' });
  return (
    <header className={classes.header} data-shell>
      <div className={classes.headerInner}>
        <Link to="/" className={classes.home} aria-label="CRM">
          <Logo size={28} />
        </Link>
        <nav className={classes.places} aria-label={t('nav.title')}>
          {placesOf(me).map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              className={classes.place}
              activeOptions={{ exact: to === '/', includeSearch: false }}
            >
              {t(label)}
            </Link>
          ))}
        </nav>
        <UnstyledButton className={classes.find} onClick={find} aria-keyshortcuts="Control+K">
          <IconSearch size={16} aria-hidden />
          <span>{t('find.short')}</span>
          <Kbd size="xs">{shortcut}</Kbd>
        </UnstyledButton>
        <Group gap={6} wrap="nowrap" ml="auto">
          <ActionIcon className={classes.findIcon} size={44} onClick={find} aria-label={t('find.title')}>
            <IconSearch size={20} />
          </ActionIcon>
          {mayWrite(me) && <CreateMenu button={createButton} />}
          <NotificationBell onOpen={onOpenNotification} />
          <UserMenu />
        </Group>
      </div>
    </header>
  );
}
