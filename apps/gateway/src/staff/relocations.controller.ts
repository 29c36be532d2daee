import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Id, Job, previewRelocation, relocateEmployee, type RpcOutput } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';
import { jobOfHandOver } from './hand-over-job.ts';

const NewPlace = previewRelocation.input.omit({ employeeId: true }).meta({ id: 'NewPlace' });
const Relocation = relocateEmployee.input.omit({ employeeId: true, expectedVersion: true }).meta({ id: 'Relocation' });
const job = { output: Job, errors: relocateEmployee.errors };

/** An employee goes to another department, and his living work follows him there. */
@ApiTags('staff')
@Controller('employees/:id/relocate')
export class RelocationsController {
  constructor(private readonly rpc: RpcClient) {}

  @Post('preview')
  @HttpCode(200)
  @Replies(200, previewRelocation, { summary: 'How much would follow him into another department; nothing is changed' })
  previewRelocation(
    @Param('id', { schema: Id }) employeeId: string,
    @Body({ schema: NewPlace }) { departmentId }: z.output<typeof NewPlace>,
  ): Promise<RpcOutput<typeof previewRelocation>> {
    return this.rpc.call(previewRelocation, { employeeId, departmentId });
  }

  @Post()
  @Replies(202, job, {
    summary: 'Move an employee to another department, his work after him',
    location: '/api/v1/jobs',
  })
  async relocateEmployee(
    @Param('id', { schema: Id }) employeeId: string,
    @Body({ schema: Relocation }) relocation: z.output<typeof Relocation>,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Job> {
    return jobOfHandOver(await this.rpc.call(relocateEmployee, { employeeId, expectedVersion, ...relocation }));
  }
}
