import type { Actor, MadeOnBehalf } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Temporal } from 'temporal-polyfill';

/** When to remind: the moment, and the hour as the employee said it, in the zone in which he said it. */
export interface ReminderTime {
  readonly dueAt: Date;
  readonly timeZone: string;
  readonly localTime: string;
}

/** Somebody who has set a reminder in the place of an absent colleague, and until when he stands in for him. */
export interface RemindedSubstitute {
  readonly employeeId: string;
  readonly since: Date;
  readonly until: Date;
}

/** Who is reminded in the place of the performer of what the actor does; null where he acts for himself. */
export function remindedInstead(
  { employeeId, standsInFor }: Pick<Actor, 'employeeId' | 'standsInFor'>,
  madeOnBehalf: MadeOnBehalf | null | undefined,
): RemindedSubstitute | null {
  const absent = standsInFor.find((standIn) => standIn.employeeId === madeOnBehalf?.absentId);
  return absent ? { employeeId, since: new Date(absent.from), until: new Date(absent.until) } : null;
}

/** Whom a reminder reaches that fires at this moment: the substitute while he stands in, the performer otherwise. */
export const recipientOf = (
  performerId: string,
  substitute: RemindedSubstitute | null | undefined,
  at: Date,
): string => (substitute && at < substitute.until ? substitute.employeeId : performerId);

export type ReminderStatus = 'scheduled' | 'fired' | 'cancelled';

/** A reminder as its activity shows it. */
export interface ReminderState {
  readonly dueAt: Date;
  readonly timeZone: string;
  readonly status: ReminderStatus;
}

/** An hour said by a person, such as `2026-11-24T09:00`; the zone is his own unless he names another. */
export interface SaidTime {
  readonly localTime: string;
  readonly timeZone?: string | undefined;
}

/** What becomes of a reminder when its activity changes. */
export type ReminderStep =
  { readonly kind: 'keep' } | { readonly kind: 'cancel' } | { readonly kind: 'schedule'; readonly time: ReminderTime };

/** A change of an activity, as far as it concerns the reminder. */
export interface ReminderChange {
  /** A new time, null to have none, undefined when nothing was said about it. */
  readonly said: SaidTime | null | undefined;
  readonly ownZone: string;
  /** By how much the planned moment moves. */
  readonly movedByMs: number;
}

/**
 * The moment of an hour on a wall clock. Where clocks go forward and the hour does not exist, it is the hour as long
 * after the change (02:30 becomes 03:30); where they go back and it comes twice, it is the first one.
 *
 * @throws DomainError `reminder.in_past`
 */
export function reminderAt(said: SaidTime, ownZone: string, now: Date): ReminderTime {
  const timeZone = said.timeZone ?? ownZone;
  const local = Temporal.PlainDateTime.from(said.localTime);
  const { epochMilliseconds } = local.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  return ahead({ dueAt: new Date(epochMilliseconds), timeZone, localTime: said.localTime }, now);
}

/** A reminder given as a moment, by a bulk load. */
export function reminderOfMoment(dueAt: Date, timeZone: string): ReminderTime {
  const zoned = Temporal.Instant.fromEpochMilliseconds(dueAt.getTime()).toZonedDateTimeISO(timeZone);
  return { dueAt, timeZone, localTime: zoned.toPlainDateTime().toString() };
}

/**
 * What a change of an activity does to its reminder. One that has fired already is set again when the activity is put
 * off: the new moment needs a reminder no less than the old one did. A cancelled one stays cancelled.
 *
 * @throws DomainError `reminder.in_past` when the new moment has passed; a reminder is never dropped silently.
 */
export function reminderStep(current: ReminderState | null, change: ReminderChange, now: Date): ReminderStep {
  const { said, ownZone, movedByMs } = change;
  if (said === null) return { kind: 'cancel' };
  if (said) return { kind: 'schedule', time: reminderAt(said, ownZone, now) };
  if (!current || current.status === 'cancelled' || movedByMs === 0) return { kind: 'keep' };

  const moved = reminderOfMoment(new Date(current.dueAt.getTime() + movedByMs), current.timeZone);
  if (current.status === 'fired' && moved.dueAt <= now) return { kind: 'keep' };
  return { kind: 'schedule', time: ahead(moved, now) };
}

function ahead(time: ReminderTime, now: Date): ReminderTime {
  if (time.dueAt <= now) throw new DomainError('reminder.in_past', { dueAt: time.dueAt.toISOString() });
  return time;
}
