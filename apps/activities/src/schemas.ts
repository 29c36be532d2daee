import { auditSchemas } from '@crm/audit';
import { cardSectionSchema } from '@crm/card-sections';
import { outboxSchemas } from '@crm/outbox';
import { commandSchema } from '@crm/persistence';
import { activitySchema } from './activities/activity.schema.ts';
import { classifierSchema } from './classifiers/classifier.schema.ts';
import { commitmentSchema } from './commitments/commitment.schema.ts';
import { leaseSchema } from './firing/lease.schema.ts';
import { handOverEntrySchema, handOverSchema } from './hand-overs/hand-over.schema.ts';
import { knownClientSchema } from '@crm/known-clients';
import { letterSchema } from './letters/letter.schema.ts';
import { notificationCounterSchema, notificationSchema } from './notifications/notification.schema.ts';
import { reminderSchema } from './reminders/reminder.schema.ts';

/** Everything that this service stores, by model name. */
export const schemas = {
  ...auditSchemas,
  ...outboxSchemas,
  CardSection: cardSectionSchema,
  Activity: activitySchema,
  ClassifierValue: classifierSchema,
  Command: commandSchema,
  Commitment: commitmentSchema,
  HandOver: handOverSchema,
  HandOverEntry: handOverEntrySchema,
  KnownClient: knownClientSchema,
  Lease: leaseSchema,
  Letter: letterSchema,
  Notification: notificationSchema,
  NotificationCounter: notificationCounterSchema,
  Reminder: reminderSchema,
};
