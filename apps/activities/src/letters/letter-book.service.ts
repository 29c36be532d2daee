import { Inject, Injectable } from '@nestjs/common';
import type { MailSettings } from '@crm/mail';
import { Transaction } from '@crm/persistence';
import type { NotificationDocument } from '../notifications/notification.schema.ts';
import { letterIdOf } from './letter.ts';
import { LetterOrders } from './letter-orders.ts';
import { LetterRepository } from './letter.repository.ts';
import { LETTER_SETTINGS } from './letter-settings.ts';
import { Letters } from './letters.ts';

@Injectable()
export class LetterBook extends Letters {
  constructor(
    private readonly letters: LetterRepository,
    private readonly orders: LetterOrders,
    private readonly transaction: Transaction,
    @Inject(LETTER_SETTINGS) private readonly settings: MailSettings,
  ) {
    super();
  }

  override async write(notification: NotificationDocument): Promise<void> {
    const { _id, employeeId, subject, plannedAt, clientId, createdAt } = notification;
    const facts = { employeeId, subject, plannedAt, clientId, language: this.settings.language };
    const rest = { status: 'scheduled', version: 1, attempts: 0, to: null, failure: null, finishedAt: null } as const;
    const letter = { _id: letterIdOf(_id.toHexString()), ...facts, ...rest, dueAt: createdAt, createdAt };
    await this.letters.insert(letter);
    this.transaction.afterCommit(() => this.orders.place(letter));
  }
}
