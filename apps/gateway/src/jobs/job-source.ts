import type { Job } from '@crm/contracts';
import { DomainError } from '@crm/kernel';

/** A feature that starts long works and knows how far they are. */
export interface JobSource {
  /** @returns the job when it is one of this source and the actor of the request may see it, else undefined. */
  find(jobId: string): Promise<Job | undefined>;
}

/** All sources of jobs: each feature that starts jobs registers its own when its module starts. */
export class JobSources {
  private readonly sources: JobSource[] = [];

  register(source: JobSource): void {
    this.sources.push(source);
  }

  /**
   * A source that cannot answer for now hides no job of another one.
   *
   * @throws DomainError `job.not_found` when no source knows the job, or why one of them could not be asked.
   */
  async get(jobId: string): Promise<Job> {
    const answers = await Promise.allSettled(this.sources.map((source) => source.find(jobId)));
    const job = answers.flatMap((answer) => (answer.status === 'fulfilled' ? (answer.value ?? []) : []))[0];
    if (job) return job;
    const failure = answers.find(({ status }) => status === 'rejected');
    throw failure?.status === 'rejected' ? failure.reason : new DomainError('job.not_found');
  }
}
