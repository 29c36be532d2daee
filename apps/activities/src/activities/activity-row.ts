import type { ActivityRow } from '@crm/contracts';
import { type ReminderTime, reminderOfMoment } from '../reminders/reminder.ts';
import { type ActivityFields, invalidField, kindMissing, plan, record } from './activity.ts';

/** The classifier values of a row, after its codes have been looked up. */
export interface RowValues {
  readonly kindId: string | null;
  readonly purposeId: string | null;
  readonly resultId: string | null;
}

/** A row of a bulk load as the activity that it describes, made by the rules of single commands. */
export class LoadedRow {
  constructor(
    private readonly row: ActivityRow,
    private readonly values: RowValues,
    private readonly index: number,
  ) {}

  /** @throws DomainError `invalid` when a moment or the kind is missing; `activity.not_yet_happened` */
  activity(now: Date): ActivityFields {
    if (this.row.type === 'interaction' && this.values.kindId === null) throw this.missing('kindCode', kindMissing);
    if (this.row.status === 'completed') return this.completed(now);
    const planned = plan({ ...this.facts, plannedAt: this.plannedAt }, this.people);
    return { ...planned, status: this.row.status };
  }

  /** Only what lies ahead is scheduled: nobody wants to be reminded of last year. */
  reminder(now: Date): ReminderTime | null {
    const { reminder, status } = this.row;
    if (!reminder || status !== 'planned') return null;
    const time = reminderOfMoment(new Date(reminder.dueAt), reminder.timeZone);
    return time.dueAt > now ? time : null;
  }

  private completed(now: Date): ActivityFields {
    const { completedAt, completedPrecision, plannedAt } = this.row;
    if (completedAt === null) throw this.missing('completedAt', 'a completed activity needs the moment it happened');
    const outcome = { completedAt, completedPrecision, resultId: this.values.resultId, resultComment: null };
    const recorded = record({ ...this.facts, ...outcome }, this.people, now);
    return { ...recorded, plannedAt: plannedAt === null ? null : new Date(plannedAt) };
  }

  private get plannedAt(): string {
    if (this.row.plannedAt === null) throw this.missing('plannedAt', 'an activity that is not completed needs it');
    return this.row.plannedAt;
  }

  private get facts() {
    const { type, subject, content, clientId, contactPersonIds, dealId, durationMinutes } = this.row;
    const { kindId, purposeId } = this.values;
    return {
      type,
      subject,
      content,
      kindId,
      purposeId,
      clientId,
      contactPersonIds,
      dealId,
      durationMinutes,
      private: false,
    };
  }

  /** A load does not know who wrote it down; the performer is the likeliest. */
  private get people() {
    const { performerId, departmentId } = this.row;
    return { performerId, departmentId, recordedById: performerId };
  }

  private missing(field: keyof ActivityRow, message: string) {
    return invalidField(['rows', this.index, field], message);
  }
}
