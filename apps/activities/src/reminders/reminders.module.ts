import { Module } from '@nestjs/common';
import { AbsenceEventsController } from './absence-events.controller.ts';
import { ReminderAlarms } from './reminder-alarms.ts';
import { ReminderRepository } from './reminder.repository.ts';
import { ReminderService } from './reminder.service.ts';

@Module({
  controllers: [AbsenceEventsController],
  providers: [ReminderRepository, ReminderService, ReminderAlarms],
  exports: [ReminderRepository, ReminderService, ReminderAlarms],
})
export class RemindersModule {}
