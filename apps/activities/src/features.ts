import { ActivitiesModule } from './activities/activities.module.ts';
import { CardModule } from './card/card.module.ts';
import { ClassifiersModule } from './classifiers/classifiers.module.ts';
import { CommitmentsModule } from './commitments/commitments.module.ts';
import { FiringModule } from './firing/firing.module.ts';
import { HandOversModule } from './hand-overs/hand-overs.module.ts';
import { knownClients } from './known-clients/known-clients.module.ts';
import { NotificationsModule } from './notifications/notifications.module.ts';
import { RemindersModule } from './reminders/reminders.module.ts';

/** What this service does. */
export const features = [
  ActivitiesModule,
  CardModule,
  ClassifiersModule,
  CommitmentsModule,
  FiringModule,
  HandOversModule,
  knownClients,
  NotificationsModule,
  RemindersModule,
];
