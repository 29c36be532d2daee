import { Injectable } from '@nestjs/common';
import { HandlesJob, type JobPayload, JobPostponed } from '@crm/jobs';
import { sendLetter } from './letter-job.ts';
import { LetterSending } from './letter-sending.service.ts';

@Injectable()
export class LetterWorker {
  constructor(private readonly sending: LetterSending) {}

  @HandlesJob(sendLetter, { concurrency: 4 })
  async work(version: JobPayload<typeof sendLetter>): Promise<void> {
    const outcome = await this.sending.send(version);
    if (outcome.kind === 'early') throw new JobPostponed(outcome.inMs);
  }
}
