import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { RemindersModule } from '../reminders/reminders.module.ts';
import { LeaseRepository } from './lease.repository.ts';
import { ReminderAlarm } from './reminder-alarm.worker.ts';
import { ReminderFiringService } from './reminder-firing.service.ts';
import { ReminderBacklog } from './reminder-backlog.ts';
import { ReminderReconciler } from './reminder-reconciler.worker.ts';

@Module({
  imports: [ActivitiesModule, NotificationsModule, RemindersModule],
  providers: [ReminderFiringService, ReminderAlarm, ReminderReconciler, ReminderBacklog, LeaseRepository],
})
export class FiringModule {}
