import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { listNotifications, notificationsAfter, readNotification, type RpcInput, type RpcOutput } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { toNotification } from './notification.mapper.ts';
import { NotificationService } from './notification.service.ts';

@Controller()
export class NotificationsRpcController {
  constructor(private readonly notifications: NotificationService) {}

  @Rpc(listNotifications)
  async list(filter: RpcInput<typeof listNotifications>): Promise<RpcOutput<typeof listNotifications>> {
    const { data, ...page } = await this.notifications.list(currentActor(), filter);
    return { ...page, data: data.map(toNotification) };
  }

  @Rpc(notificationsAfter)
  async after(input: RpcInput<typeof notificationsAfter>): Promise<RpcOutput<typeof notificationsAfter>> {
    const missed = await this.notifications.after(currentActor(), input);
    return { data: missed.map(toNotification) };
  }

  @Rpc(readNotification)
  async read({ notificationId }: RpcInput<typeof readNotification>): Promise<RpcOutput<typeof readNotification>> {
    return toNotification(await this.notifications.read(currentActor(), notificationId));
  }
}
