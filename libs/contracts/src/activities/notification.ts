import { z } from 'zod';
import { Id, Moment } from '../primitives.ts';

/** Something that an employee is told, such as a reminder that has fired. There is one for each cause. */
export const Notification = z
  .strictObject({
    id: Id,
    kind: z.enum(['reminder']),
    activityId: Id,
    clientId: Id.nullable(),
    subject: z.string(),
    plannedAt: Moment.nullable(),
    dueAt: Moment.describe('The moment that was asked for'),
    createdAt: Moment.describe('The moment at which it fired'),
    readAt: Moment.nullable(),
  })
  .meta({ id: 'Notification' });
export type Notification = z.output<typeof Notification>;

/** Redis channel on which a new notification of an employee is announced; the truth stays in MongoDB. */
export const notificationChannel = (employeeId: string): string => `notifications.${employeeId}`;
