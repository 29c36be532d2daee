import { Module } from '@nestjs/common';
import { NotificationAnnouncer } from './notification-announcer.ts';
import { NotificationRepository } from './notification.repository.ts';
import { NotificationService } from './notification.service.ts';
import { NotificationWriter } from './notification-writer.service.ts';
import { NotificationsRpcController } from './notifications.rpc.controller.ts';

@Module({
  controllers: [NotificationsRpcController],
  providers: [NotificationRepository, NotificationService, NotificationWriter, NotificationAnnouncer],
  exports: [NotificationWriter, NotificationAnnouncer],
})
export class NotificationsModule {}
