import { Injectable } from '@nestjs/common';
import type { Absence } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import type { Types } from 'mongoose';
import { type NewReminder, ReminderRepository } from './reminder.repository.ts';
import type { RemindedSubstitute, ReminderState, ReminderStep } from './reminder.ts';
import type { ReminderDocument } from './reminder.schema.ts';

/** The activity whose reminder changes. */
export interface Reminded {
  readonly _id: Types.ObjectId;
  readonly performerId: Types.ObjectId;
  readonly reminder: ReminderState | null;
  /** Who is reminded in the place of the performer, if the reminder is set anew. */
  readonly substitute?: RemindedSubstitute | null;
}

export interface ReminderOutcome {
  /** What the activity shows from now on. */
  readonly shown: ReminderState | null;
  /** Reminders that need an alarm after the commit. */
  readonly alarms: readonly ReminderDocument[];
}

/** Writes of reminders. Each belongs into the transaction that writes the activity, which shows the outcome. */
@Injectable()
export class ReminderService {
  constructor(private readonly reminders: ReminderRepository) {}

  async take(step: ReminderStep, activity: Reminded, now: Date): Promise<ReminderOutcome> {
    if (step.kind === 'schedule') return this.schedule(step, activity, now);
    if (step.kind === 'cancel' && activity.reminder?.status === 'scheduled') {
      await this.reminders.cancel(activity._id, now);
      return { shown: { ...activity.reminder, status: 'cancelled' }, alarms: [] };
    }
    return { shown: activity.reminder, alarms: [] };
  }

  /** Reminders of activities that are being made. */
  insert(reminders: readonly NewReminder[], now: Date): Promise<ReminderDocument[]> {
    return this.reminders.insert(reminders, now);
  }

  /** Whoever was asked to be reminded in this absence is not after its end, nor when it does not count any more. */
  async followAbsence(absence: Pick<Absence, 'employeeId' | 'status' | 'from' | 'to'>, now: Date): Promise<void> {
    const [from, to] = [new Date(absence.from), new Date(absence.to)];
    const until = absence.status === 'approved' ? to : now;
    await this.reminders.returnTo({ employeeId: toObjectId(absence.employeeId), from, to, until });
  }

  private async schedule(
    { time }: Extract<ReminderStep, { kind: 'schedule' }>,
    { _id, performerId, substitute = null }: Reminded,
    now: Date,
  ): Promise<ReminderOutcome> {
    const reminder = await this.reminders.schedule(
      { ...time, substitute, activityId: _id, employeeId: performerId },
      now,
    );
    return { shown: shownOf(time), alarms: [reminder] };
  }
}

/** A scheduled reminder as its activity shows it. */
export const shownOf = ({ dueAt, timeZone }: Pick<ReminderState, 'dueAt' | 'timeZone'>): ReminderState => ({
  dueAt,
  timeZone,
  status: 'scheduled',
});
