import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notification } from '@crm/contracts';
import { followNotifications } from '../../api/event-stream.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { useFormat } from '../../lib/use-format.ts';
import { toast } from '../../ui/toast.tsx';

/** Shows a reminder at the moment it fires, whatever page is open. */
export function useNotificationStream(onOpen: (notification: Notification) => void): void {
  const { t } = useTranslation();
  const format = useFormat();
  useEffect(() => {
    const leaving = new AbortController();
    const announce = (notification: Notification) => {
      void refreshAfterChange();
      const { plannedAt } = notification;
      toast.reminder({
        id: notification.id,
        title: notification.subject,
        hint: plannedAt === null ? t('notifications.reminder') : format.dayAndTime(plannedAt),
        onOpen: () => onOpen(notification),
      });
    };
    void followNotifications(announce, leaving.signal);
    return () => leaving.abort();
  }, [t, format, onOpen]);
}
