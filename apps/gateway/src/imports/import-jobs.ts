import { Injectable, type OnModuleInit } from '@nestjs/common';
import { currentActor, hasPermission } from '@crm/access';
import type { ImportFindingPage, Job } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { type JobSource, JobSources } from '../jobs/job-source.ts';
import { FindingRepository, type ReportQuery } from './finding.repository.ts';
import { jobOfImport } from './import.mapper.ts';
import { ImportRepository } from './import.repository.ts';
import type { ImportDocument } from './import.schema.ts';

/** Imports as those see them who may load data. */
@Injectable()
export class ImportJobs implements JobSource, OnModuleInit {
  constructor(
    private readonly imports: ImportRepository,
    private readonly findings: FindingRepository,
    private readonly jobs: JobSources,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async find(jobId: string): Promise<Job | undefined> {
    const document = await this.visible(jobId);
    return document && jobOfImport(document);
  }

  /** @throws DomainError `job.not_found`, `cursor_invalid` */
  async report(query: ReportQuery): Promise<ImportFindingPage> {
    if (!(await this.visible(query.importId))) throw new DomainError('job.not_found');
    return this.findings.page(query);
  }

  private async visible(importId: string): Promise<ImportDocument | undefined> {
    if (!hasPermission(currentActor(), 'load')) return undefined;
    return (await this.imports.find(importId)) ?? undefined;
  }
}
