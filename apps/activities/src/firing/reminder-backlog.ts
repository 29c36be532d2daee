import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { Backlogs } from '@crm/observability';
import { ReminderRepository } from '../reminders/reminder.repository.ts';

/** Twice as long as the reconciler lets pass: a reminder that is later is fired by nobody. */
const LATE_AFTER_S = 60;

/** Shows reminders that are due and do not fire. */
@Injectable()
export class ReminderBacklog implements OnModuleInit {
  constructor(
    private readonly reminders: ReminderRepository,
    private readonly backlogs: Backlogs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const oldest = (): Promise<Date | null> => this.reminders.oldestDue(this.clock.now());
    this.backlogs.register({ name: 'reminders', limitSeconds: LATE_AFTER_S, oldest });
  }
}
