import type { NewReminder, NewReminderTime } from '../reminders/reminder.repository.ts';
import { shownOf } from '../reminders/reminder.service.ts';
import type { ActivityFields } from './activity.ts';
import { toDocument } from './activity.mapper.ts';
import type { ActivityDocument } from './activity.schema.ts';

/** An activity that is about to be stored, with the reminder that goes with it. */
export interface NewActivity {
  readonly document: ActivityDocument;
  readonly reminder: NewReminder | null;
}

export function newActivity(fields: ActivityFields, time: NewReminderTime | null, now: Date): NewActivity {
  const document = toDocument({ ...fields, reminder: time && shownOf(time) }, now);
  return { document, reminder: time && reminderOf(document, time) };
}

const reminderOf = (document: ActivityDocument, time: NewReminderTime): NewReminder => ({
  ...time,
  activityId: document._id,
  employeeId: document.performerId,
});

/** The reminders of those that have one. */
export const remindersOf = (activities: readonly NewActivity[]): NewReminder[] =>
  activities.flatMap(({ reminder }) => (reminder ? [reminder] : []));
