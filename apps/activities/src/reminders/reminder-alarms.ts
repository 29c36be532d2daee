import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { JobQueue } from '@crm/jobs';
import { sendReminder } from './reminder-job.ts';
import type { ReminderDocument } from './reminder.schema.ts';

/**
 * Alarms are kept in Redis for this long ahead only, so that Redis is bounded by what is due soon and not by all
 * reminders there are: the reconciler sets the later ones when their time comes near.
 */
export const ALARM_HORIZON_MS = 10 * 60_000;

type Alarm = Pick<ReminderDocument, '_id' | 'version' | 'dueAt'>;

@Injectable()
export class ReminderAlarms {
  private readonly log = new Logger(ReminderAlarms.name);

  constructor(
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Sets alarms for those reminders that are due soon; call it after the commit. Nobody waits for it and it never fails:
   * what Redis does not take is fired by the reconciler.
   */
  set(reminders: readonly Alarm[]): void {
    const now = this.clock.now().getTime();
    const soon = reminders.filter(({ dueAt }) => dueAt.getTime() < now + ALARM_HORIZON_MS);
    void this.order(soon, now).catch((error: unknown) => this.log.warn(error, `${soon.length} alarms are not all set`));
  }

  /** @throws Error when Redis is away. */
  async order(reminders: readonly Alarm[], now: number): Promise<void> {
    await Promise.all(
      reminders.map(({ _id, version, dueAt }) => {
        const reminderId = _id.toHexString();
        const order = { id: `reminder-${reminderId}-${version}`, delayMs: Math.max(0, dueAt.getTime() - now) };
        return this.queue.add(sendReminder, { reminderId, version }, order);
      }),
    );
  }
}
