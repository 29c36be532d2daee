import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Id, Job } from '@crm/contracts';
import { Replies } from '../http/replies.ts';
import { JobSources } from './job-source.ts';

const job = { output: Job, errors: ['job.not_found'] } as const;

@ApiTags('jobs')
@Controller('jobs')
export class JobsController {
  constructor(private readonly sources: JobSources) {}

  @Get(':id')
  @Replies(200, job, { summary: 'How far a long work is' })
  getJob(@Param('id', { schema: Id }) id: string): Promise<Job> {
    return this.sources.get(id);
  }
}
