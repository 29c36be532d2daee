import { Controller } from '@nestjs/common';
import { employeeChanged, type EventOf } from '@crm/contracts';
import { OnEvent } from '@crm/messaging';
import { EmployeeAccess } from './employee-access.service.ts';

@Controller()
export class StaffEventsController {
  constructor(private readonly access: EmployeeAccess) {}

  @OnEvent(employeeChanged)
  async followEmployee({ data }: EventOf<typeof employeeChanged>): Promise<void> {
    if (data.status === 'dismissed') await this.access.end(data.id);
    else await this.access.renewFacts(data.id);
  }
}
