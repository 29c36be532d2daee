import { Injectable } from '@nestjs/common';
import { Transaction } from '@crm/persistence';
import { ActivityRepository } from '../activities/activity.repository.ts';
import { NotificationAnnouncer } from '../notifications/notification-announcer.ts';
import { NotificationRepository } from '../notifications/notification.repository.ts';
import type { NotificationDocument } from '../notifications/notification.schema.ts';
import { ReminderRepository, type ReminderVersion } from '../reminders/reminder.repository.ts';

/**
 * `fired`: by this call. `over`: it has fired before, or was moved, cancelled or handed over, so that this version has
 * nothing left to do. `early`: not due for another so many milliseconds of the database's clock.
 */
export type FiringOutcome = { readonly kind: 'fired' | 'over' } | { readonly kind: 'early'; readonly inMs: number };

@Injectable()
export class ReminderFiringService {
  constructor(
    private readonly reminders: ReminderRepository,
    private readonly activities: ActivityRepository,
    private readonly notifications: NotificationRepository,
    private readonly announcer: NotificationAnnouncer,
    private readonly transaction: Transaction,
  ) {}

  /** Fires a version of a reminder once, however often and from however many places this is called. */
  async fire(version: ReminderVersion): Promise<FiringOutcome> {
    const notification = await this.transaction.run(() => this.store(version));
    if (notification) {
      this.announcer.announce(notification);
      return { kind: 'fired' };
    }
    const inMs = await this.reminders.millisecondsUntilDue(version);
    return inMs === null ? { kind: 'over' } : { kind: 'early', inMs };
  }

  private async store(version: ReminderVersion): Promise<NotificationDocument | null> {
    const fired = await this.reminders.fire(version);
    if (!fired?.firedAt) return null;
    const { clientId, subject, plannedAt } = await this.activities.showFired(fired.activityId);
    const { _id: reminderId, version: reminderVersion, employeeId, activityId, dueAt } = fired;
    return this.notifications.insert(
      { kind: 'reminder', reminderId, reminderVersion, employeeId, activityId, dueAt, clientId, subject, plannedAt },
      fired.firedAt,
    );
  }
}
