import { Injectable } from '@nestjs/common';
import { toObjectId, Transaction } from '@crm/persistence';
import { ActivityRepository } from '../activities/activity.repository.ts';
import { NotificationAnnouncer } from '../notifications/notification-announcer.ts';
import type { NotificationDocument } from '../notifications/notification.schema.ts';
import { NotificationWriter } from '../notifications/notification-writer.service.ts';
import { ReminderRepository, type ReminderVersion } from '../reminders/reminder.repository.ts';
import { recipientOf } from '../reminders/reminder.ts';
import { Turns } from './turns.ts';

/**
 * `fired`: by this call. `over`: it has fired before, or was moved, cancelled or handed over, so that this version has
 * nothing left to do. `early`: not due for another so many milliseconds of the database's clock.
 */
export type FiringOutcome = { readonly kind: 'fired' | 'over' } | { readonly kind: 'early'; readonly inMs: number };

@Injectable()
export class ReminderFiringService {
  /**
   * Notifications of one employee are counted, so of two transactions at once one would have to be repeated. In turn they
   * succeed at the first attempt; only copies of the service can still meet.
   */
  private readonly turns = new Turns();

  constructor(
    private readonly reminders: ReminderRepository,
    private readonly activities: ActivityRepository,
    private readonly notifications: NotificationWriter,
    private readonly announcer: NotificationAnnouncer,
    private readonly transaction: Transaction,
  ) {}

  /** Fires a version of a reminder once, however often and from however many places this is called. */
  async fire(version: ReminderVersion): Promise<FiringOutcome> {
    const pending = await this.reminders.pending(version);
    if (!pending) return { kind: 'over' };
    if (pending.inMs > 0) return { kind: 'early', inMs: pending.inMs };

    const recipient = recipientOf(pending.employeeId.toHexString(), pending.substitute, new Date());
    const notification = await this.turns.take(recipient, () => this.transaction.run(() => this.store(version)));
    return { kind: notification ? 'fired' : 'over' };
  }

  private async store(version: ReminderVersion): Promise<NotificationDocument | null> {
    const fired = await this.reminders.fire(version);
    if (!fired?.firedAt) return null;
    const { clientId, subject, plannedAt } = await this.activities.showFired(fired.activityId);
    const { _id: reminderId, version: reminderVersion, activityId, dueAt } = fired;
    const employeeId = toObjectId(recipientOf(fired.employeeId.toHexString(), fired.substitute, fired.firedAt));
    const notification = await this.notifications.write(
      { kind: 'reminder', reminderId, reminderVersion, employeeId, activityId, dueAt, clientId, subject, plannedAt },
      fired.firedAt,
    );
    this.transaction.afterCommit(() => this.announcer.announce(notification));
    return notification;
  }
}
