import { ActionIcon, Indicator } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notification } from '@crm/contracts';
import { notificationsQuery } from '../../api/notifications.ts';

const NotificationDrawer = lazy(() => import('./notification-drawer.tsx'));

interface NotificationBellProps {
  readonly onOpen: (notification: Notification) => void;
}

export function NotificationBell({ onOpen }: NotificationBellProps) {
  const { t } = useTranslation();
  const [opened, drawer] = useDisclosure();
  const { data } = useInfiniteQuery(notificationsQuery);
  const unread = data?.pages[0]?.unreadCount ?? 0;
  return (
    <>
      <Indicator
        label={unread > 99 ? '99+' : unread}
        size={18}
        offset={10}
        color="red"
        disabled={unread === 0}
        styles={{ indicator: { pointerEvents: 'none', fontWeight: 600 } }}
      >
        <ActionIcon
          size={44}
          radius="xl"
          onClick={drawer.open}
          aria-haspopup="dialog"
          aria-label={unread === 0 ? t('notifications.title') : t('notifications.unread', { count: unread })}
        >
          <IconBell size={21} stroke={1.7} />
        </ActionIcon>
      </Indicator>
      <Suspense>{opened && <NotificationDrawer onOpen={onOpen} onClose={drawer.close} />}</Suspense>
    </>
  );
}
