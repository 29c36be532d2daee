import { Injectable } from '@nestjs/common';
import { HandlesJob, type JobPayload, JobPostponed } from '@crm/jobs';
import { sendReminder } from '../reminders/reminder-job.ts';
import { ReminderFiringService } from './reminder-firing.service.ts';

/** Hears the alarm of a reminder. */
@Injectable()
export class ReminderAlarm {
  constructor(private readonly firing: ReminderFiringService) {}

  @HandlesJob(sendReminder)
  async ring(version: JobPayload<typeof sendReminder>): Promise<void> {
    const outcome = await this.firing.fire(version);
    if (outcome.kind === 'early') throw new JobPostponed(outcome.inMs);
  }
}
