import { Injectable } from '@nestjs/common';
import type { Actor, listNotifications, notificationsAfter, RpcInput } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { type Page, Transaction } from '@crm/persistence';
import { NotificationRepository } from './notification.repository.ts';
import type { NotificationDocument } from './notification.schema.ts';

/** What the actor is told; he reaches his own notifications only. */
@Injectable()
export class NotificationService {
  constructor(
    private readonly notifications: NotificationRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `cursor_invalid` */
  async list(
    actor: Actor,
    filter: RpcInput<typeof listNotifications>,
  ): Promise<Page<NotificationDocument> & { readonly unreadCount: number }> {
    const [page, unreadCount] = await Promise.all([
      this.notifications.page(actor, filter),
      this.notifications.countUnread(actor),
    ]);
    return { ...page, unreadCount };
  }

  after(actor: Actor, { afterId, limit }: RpcInput<typeof notificationsAfter>): Promise<NotificationDocument[]> {
    return this.notifications.after(actor, afterId, limit);
  }

  /** Reading again changes nothing. @throws DomainError `notification.not_found` */
  read(actor: Actor, notificationId: string): Promise<NotificationDocument> {
    return this.transaction.run(async () => {
      const read = await this.notifications.markRead(actor, notificationId, this.clock.now());
      const notification = read ?? (await this.notifications.find(actor, notificationId));
      if (!notification) throw new DomainError('notification.not_found', { notificationId });
      return notification;
    });
  }
}
