import { Injectable } from '@nestjs/common';
import { Letters } from '../letters/letters.ts';
import { type NewNotification, NotificationRepository } from './notification.repository.ts';
import type { NotificationDocument } from './notification.schema.ts';

/** The one way to notify an employee, on the page and wherever else he is reached. */
@Injectable()
export class NotificationWriter {
  constructor(
    private readonly notifications: NotificationRepository,
    private readonly letters: Letters,
  ) {}

  /** Call it inside of the transaction that makes true what is told. @throws Error outside of one. */
  async write(notification: NewNotification, now: Date): Promise<NotificationDocument> {
    const written = await this.notifications.insert(notification, now);
    await this.letters.write(written);
    return written;
  }
}
