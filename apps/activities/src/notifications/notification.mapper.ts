import type { Notification } from '@crm/contracts';
import type { NotificationDocument } from './notification.schema.ts';

export const toNotification = (notification: NotificationDocument): Notification => ({
  id: notification._id.toHexString(),
  kind: notification.kind,
  activityId: notification.activityId.toHexString(),
  clientId: notification.clientId?.toHexString() ?? null,
  subject: notification.subject,
  plannedAt: notification.plannedAt?.toISOString() ?? null,
  dueAt: notification.dueAt.toISOString(),
  createdAt: notification.createdAt.toISOString(),
  readAt: notification.readAt?.toISOString() ?? null,
});
