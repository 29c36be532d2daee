import { Button, Drawer, Group } from '@mantine/core';
import { IconBellOff, IconChecks } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Notification } from '@crm/contracts';
import { notificationsQuery, readNotification } from '../../api/notifications.ts';
import { queryClient } from '../../api/query-client.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { EmptyNote, ProblemNote } from '../../ui/notes.tsx';
import { NotificationItem } from './notification-item.tsx';

interface NotificationDrawerProps {
  readonly onOpen: (notification: Notification) => void;
  readonly onClose: () => void;
}

/** What the employee was told, newest first. */
export default function NotificationDrawer({ onOpen, onClose }: NotificationDrawerProps) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(notificationsQuery);
  const read = useMutation({
    mutationFn: (unread: readonly Notification[]) => Promise.all(unread.map(({ id }) => readNotification(id))),
    onSettled: () => queryClient.invalidateQueries({ queryKey: notificationsQuery.queryKey }),
  });
  const shown = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const unread = shown.filter(({ readAt }) => readAt === null);

  const open = (notification: Notification) => {
    if (notification.readAt === null) read.mutate([notification]);
    onClose();
    onOpen(notification);
  };

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={420}
      title={t('notifications.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      styles={{ body: { padding: 0 } }}
    >
      {unread.length > 0 && (
        <Group px="md" pb="xs">
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconChecks size={16} />}
            loading={read.isPending}
            onClick={() => read.mutate(unread)}
          >
            {t('notifications.readAll')}
          </Button>
        </Group>
      )}
      {list.isPending && <LoadingRows />}
      {list.isError && shown.length === 0 && <ProblemNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && shown.length === 0 && (
        <EmptyNote
          icon={<IconBellOff stroke={1.4} />}
          title={t('notifications.none')}
          hint={t('notifications.noneHint')}
        />
      )}
      <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {shown.map((notification) => (
          <NotificationItem key={notification.id} notification={notification} onOpen={() => open(notification)} />
        ))}
      </ul>
      <MoreFoot list={list} />
    </Drawer>
  );
}
