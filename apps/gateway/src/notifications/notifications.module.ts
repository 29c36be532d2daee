import { Module } from '@nestjs/common';
import { EventsController } from './events.controller.ts';
import { LiveNotifications } from './live-notifications.ts';
import { NotificationFeed } from './notification-feed.ts';
import { NotificationsController } from './notifications.controller.ts';

@Module({
  controllers: [NotificationsController, EventsController],
  providers: [LiveNotifications, NotificationFeed],
})
export class NotificationsModule {}
