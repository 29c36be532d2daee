import { Injectable, Logger } from '@nestjs/common';
import { notificationChannel } from '@crm/contracts';
import { RedisPublisher } from '@crm/redis';
import { toNotification } from './notification.mapper.ts';
import type { NotificationDocument } from './notification.schema.ts';

/** Tells live connections of a notification. Whoever does not hear it finds it in the list: the truth is in MongoDB. */
@Injectable()
export class NotificationAnnouncer {
  private readonly log = new Logger(NotificationAnnouncer.name);

  constructor(private readonly publisher: RedisPublisher) {}

  /** Call it after the commit. Nobody waits for it and it never fails. */
  announce(notification: NotificationDocument): void {
    const channel = notificationChannel(notification.employeeId.toHexString());
    this.publisher
      .publish(channel, toNotification(notification))
      .catch((error: unknown) => this.log.warn(error, `A notification was not announced on ${channel}`));
  }
}
