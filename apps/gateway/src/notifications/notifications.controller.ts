import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Id,
  listNotifications,
  type Notification,
  readNotification,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { Replies } from '../http/replies.ts';

@ApiTags('me')
@Controller('me/notifications')
export class NotificationsController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  @Replies(200, listNotifications, { summary: 'Your notifications, newest first' })
  listNotifications(
    @Query({ schema: listNotifications.input }) filter: RpcInput<typeof listNotifications>,
  ): Promise<RpcOutput<typeof listNotifications>> {
    return this.rpc.call(listNotifications, filter);
  }

  @Post(':id/read')
  @Replies(200, readNotification, { summary: 'Mark a notification of yours as read' })
  readNotification(@Param('id', { schema: Id }) notificationId: string): Promise<Notification> {
    return this.rpc.call(readNotification, { notificationId });
  }
}
