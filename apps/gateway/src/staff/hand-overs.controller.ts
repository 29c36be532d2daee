import { Body, Controller, HttpCode, type OnModuleInit, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { getHandOver, Id, Job, previewHandOver, type RpcOutput, startHandOver } from '@crm/contracts';
import { isDomainError } from '@crm/kernel';
import { RpcClient } from '@crm/messaging';
import { Replies } from '../http/replies.ts';
import { type JobSource, JobSources } from '../jobs/job-source.ts';
import { jobOfHandOver } from './hand-over-job.ts';

const Successor = previewHandOver.input.omit({ employeeId: true }).meta({ id: 'Successor' });
const Reassignment = startHandOver.input.omit({ employeeId: true }).meta({ id: 'Reassignment' });
const job = { output: Job, errors: startHandOver.errors };

/** A leaver's living work goes to his successor. */
@ApiTags('staff')
@Controller('employees/:id/reassign')
export class HandOversController implements JobSource, OnModuleInit {
  constructor(
    private readonly rpc: RpcClient,
    private readonly jobs: JobSources,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  @Post('preview')
  @HttpCode(200)
  @Replies(200, previewHandOver, { summary: 'Exactly how much would move to the successor; nothing is changed' })
  previewHandOver(
    @Param('id', { schema: Id }) employeeId: string,
    @Body({ schema: Successor }) { successorId }: z.output<typeof Successor>,
  ): Promise<RpcOutput<typeof previewHandOver>> {
    return this.rpc.call(previewHandOver, { employeeId, successorId });
  }

  @Post()
  @Replies(202, job, { summary: 'Move the living work of an employee to his successor', location: '/api/v1/jobs' })
  async startHandOver(
    @Param('id', { schema: Id }) employeeId: string,
    @Body({ schema: Reassignment }) reassignment: z.output<typeof Reassignment>,
  ): Promise<Job> {
    return jobOfHandOver(await this.rpc.call(startHandOver, { employeeId, ...reassignment }));
  }

  async find(jobId: string): Promise<Job | undefined> {
    try {
      return jobOfHandOver(await this.rpc.call(getHandOver, { handOverId: jobId }));
    } catch (error) {
      if (isDomainError(error) && error.code === 'job.not_found') return undefined;
      throw error;
    }
  }
}
