import { z } from 'zod';
import { LocalTime, Moment, TimeZone } from '../primitives.ts';

/** When to remind: an hour as the employee says it, and his zone (the actor's own when it is not given). */
export const ReminderRequest = z
  .strictObject({ localTime: LocalTime, timeZone: TimeZone.optional() })
  .meta({ id: 'ReminderRequest' });
export type ReminderRequest = z.output<typeof ReminderRequest>;

/** A reminder of a planned activity. It fires once; moving or cancelling the activity moves or cancels it. */
export const Reminder = z
  .strictObject({
    dueAt: Moment,
    timeZone: TimeZone,
    status: z.enum(['scheduled', 'fired', 'cancelled']),
  })
  .meta({ id: 'Reminder' });
export type Reminder = z.output<typeof Reminder>;
