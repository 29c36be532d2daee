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

  /** @throws DomainError `job.not_found` when no source knows the job. */
  async get(jobId: string): Promise<Job> {
    const found = await Promise.all(this.sources.map((source) => source.find(jobId)));
    const job = found.find((candidate) => candidate !== undefined);
    if (!job) throw new DomainError('job.not_found');
    return job;
  }
}
