import { Controller } from '@nestjs/common';
import { absenceChanged, type EventOf } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { OnEvent } from '@crm/messaging';
import { toObjectId } from '@crm/persistence';
import { ReminderRepository } from './reminder.repository.ts';

/** Reminders that somebody has set in the place of an absent colleague follow the end of the absence. */
@Controller()
export class AbsenceEventsController {
  constructor(
    private readonly reminders: ReminderRepository,
    private readonly clock: Clock,
  ) {}

  @OnEvent(absenceChanged)
  async follow({ data: { employeeId, status, from, to } }: EventOf<typeof absenceChanged>): Promise<void> {
    const until = status === 'approved' ? new Date(to) : this.clock.now();
    await this.reminders.returnTo({
      employeeId: toObjectId(employeeId),
      from: new Date(from),
      to: new Date(to),
      until,
    });
  }
}
