import { Text, UnstyledButton } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Notification } from '@crm/contracts';
import { useClientName } from '../../api/names.ts';
import { useFormat } from '../../lib/use-format.ts';
import classes from './notification-item.module.css';

interface NotificationItemProps {
  readonly notification: Notification;
  readonly onOpen: () => void;
}

export function NotificationItem({ notification, onOpen }: NotificationItemProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const clientName = useClientName(notification.clientId);
  const { plannedAt, createdAt, readAt, subject } = notification;
  return (
    <li>
      <UnstyledButton className={classes.item} data-unread={readAt === null} onClick={onOpen}>
        <IconBell size={20} stroke={1.6} className={classes.sign} aria-hidden />
        <span>
          <Text span display="block" fw={readAt === null ? 600 : 400}>
            {subject}
          </Text>
          {clientName !== undefined && (
            <Text span display="block" size="sm">
              {clientName}
            </Text>
          )}
          <Text span display="block" size="sm" c="dimmed">
            {plannedAt === null
              ? format.dayAndTime(createdAt)
              : t('notifications.plannedFor', { when: format.dayAndTime(plannedAt) })}
          </Text>
        </span>
      </UnstyledButton>
    </li>
  );
}
