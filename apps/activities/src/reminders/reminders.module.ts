import { Module } from '@nestjs/common';
import { ReminderAlarms } from './reminder-alarms.ts';
import { ReminderRepository } from './reminder.repository.ts';
import { ReminderService } from './reminder.service.ts';

@Module({
  providers: [ReminderRepository, ReminderService, ReminderAlarms],
  exports: [ReminderRepository, ReminderService, ReminderAlarms],
})
export class RemindersModule {}
