import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { ImportRefusal } from '@crm/contracts';
import { isDomainError } from '@crm/kernel';
import { HandlesJob, JobPostponed, type JobPayload, type JobRun } from '@crm/jobs';
import { runImport } from './import-order.ts';
import { ImportRunService } from './import-run.service.ts';
import { type ImportEnd, ImportRepository, LEASE_MS, type Lease } from './import.repository.ts';
import type { ImportDocument } from './import.schema.ts';
import { LeaseLost, RunProgress } from './run-progress.ts';
import { UploadedFiles } from './uploaded-files.ts';

const BUSY_MS = 5_000;
/** Refusals that another attempt may not meet. */
const passing: readonly string[] = ['service_unavailable', 'deadline_exceeded', 'internal'];

/** Works on imports, one run at a time; a run that dies is followed by another. */
@Injectable()
export class ImportWorker {
  private readonly logger = new Logger(ImportWorker.name);

  constructor(
    private readonly imports: ImportRepository,
    private readonly files: UploadedFiles,
    private readonly runs: ImportRunService,
  ) {}

  @HandlesJob(runImport, { concurrency: 1 })
  async work({ importId }: JobPayload<typeof runImport>, run: JobRun): Promise<void> {
    const lease: Lease = { importId, owner: randomUUID() };
    const document = await this.imports.lease(lease);
    if (document) return this.workOn(document, lease, run);
    const known = await this.imports.find(importId);
    if (known?.status === 'running') throw new JobPostponed(BUSY_MS);
  }

  private async workOn(document: ImportDocument, lease: Lease, run: JobRun): Promise<void> {
    const heartbeat = setInterval(() => void this.imports.keep(lease).catch(() => undefined), LEASE_MS / 3);
    const progress = new RunProgress(this.imports, lease, document.tallies);
    try {
      const summary = await this.runs.run({ document, progress, signal: run.signal });
      await this.end(lease, 'done', { summary });
    } catch (error) {
      await this.failed(error, lease, run);
    } finally {
      clearInterval(heartbeat);
    }
  }

  /** What cannot succeed later ends the import; anything else is tried again, from where it stopped. */
  private async failed(error: unknown, lease: Lease, { attempt, signal }: JobRun): Promise<void> {
    if (error instanceof LeaseLost) throw new JobPostponed(BUSY_MS);
    const isFinal = isDomainError(error) ? !passing.includes(error.code) : false;
    if (!isFinal && (signal.aborted || attempt < runImport.attempts)) {
      await this.imports.release(lease);
      throw error;
    }
    this.logger.warn({ err: error, importId: lease.importId }, 'The import has failed');
    await this.end(lease, 'failed', endOf(error));
  }

  private async end(lease: Lease, status: 'done' | 'failed', end: ImportEnd): Promise<void> {
    await this.imports.finish(lease, status, end);
    await this.files.remove(lease.importId);
  }
}

function endOf(error: unknown): ImportEnd {
  if (!isDomainError(error)) return { failure: 'internal' };
  const refusal = error.code === 'import.malformed' ? ImportRefusal.safeParse(error.details) : undefined;
  return { failure: error.code, ...(refusal?.success && { refusal: refusal.data }) };
}
