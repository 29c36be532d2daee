import { Controller } from '@nestjs/common';
import { absenceChanged, type EventOf } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { OnEvent } from '@crm/messaging';
import { ReminderService } from './reminder.service.ts';

/** Reminders that somebody has set in the place of an absent colleague follow the end of the absence. */
@Controller()
export class AbsenceEventsController {
  constructor(
    private readonly reminders: ReminderService,
    private readonly clock: Clock,
  ) {}

  @OnEvent(absenceChanged)
  async follow({ data }: EventOf<typeof absenceChanged>): Promise<void> {
    await this.reminders.followAbsence(data, this.clock.now());
  }
}
