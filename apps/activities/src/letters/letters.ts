import { Injectable } from '@nestjs/common';
import type { NotificationDocument } from '../notifications/notification.schema.ts';

/** Tells people by e-mail what they are notified of, where the installation sends letters. */
@Injectable()
export abstract class Letters {
  /** Orders the letter about a notification: it is stored in the transaction of the notification, and sent after it. */
  abstract write(notification: NotificationDocument): Promise<void>;
}

/** Where no mail server is named, nobody gets letters. */
@Injectable()
export class NoLetters extends Letters {
  async write(): Promise<void> {}
}
