import { Injectable, type OnModuleInit } from '@nestjs/common';
import { filter, type Observable, Subject } from 'rxjs';
import { notificationChannel } from '@crm/contracts';
import { RedisSubscriber } from '@crm/redis';

/** Hears, for all connections of this process, for whom there is something new. */
@Injectable()
export class NotificationFeed implements OnModuleInit {
  private readonly channels = new Subject<string>();

  constructor(private readonly redis: RedisSubscriber) {}

  async onModuleInit(): Promise<void> {
    await this.redis.subscribe(notificationChannel('*'), (_message, channel) => this.channels.next(channel));
  }

  announcementsFor(employeeId: string): Observable<string> {
    const own = notificationChannel(employeeId);
    return this.channels.pipe(filter((channel) => channel === own));
  }
}
