import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { requirePermission } from '@crm/access';
import { SystemBacklogs } from '@crm/contracts';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import { Replies } from '../http/replies.ts';
import { SystemBacklogService } from './system-backlog.service.ts';

const answer = { output: SystemBacklogs, errors: ['forbidden'] } as const;

@ApiTags('system')
@Controller('system')
export class BacklogsController {
  constructor(private readonly backlogs: SystemBacklogService) {}

  @Get('backlogs')
  @Replies(200, answer, {
    summary: 'How long the oldest thing in each list of work has been waiting, and how many events were given up',
  })
  async listBacklogs(@CurrentCaller() { actor }: Caller): Promise<SystemBacklogs> {
    requirePermission(actor, 'administer');
    return this.backlogs.list();
  }
}
