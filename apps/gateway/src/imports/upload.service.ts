import { pipeline } from 'node:stream/promises';
import { Injectable, Logger } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type { ErrorCode, Job } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { JobQueue } from '@crm/jobs';
import { currentRequest, type RepeatableRequest } from '@crm/observability';
import { Transaction } from '@crm/persistence';
import type { Caller } from '../auth/caller.ts';
import { ByteBudget, Fingerprint } from './fingerprint.ts';
import { jobOfImport } from './import.mapper.ts';
import { orderOf, runImport } from './import-order.ts';
import { ImportRepository } from './import.repository.ts';
import type { ImportDocument, StoredFile } from './import.schema.ts';
import { fileName } from './reading/file-layout.ts';
import { LineGuard } from './reading/line-guard.ts';
import { RepeatedUploads } from './repeated-upload.service.ts';
import { MAX_FILE_BYTES, MAX_UPLOAD_BYTES, type UploadedPart } from './upload-parts.ts';
import { UploadedFiles } from './uploaded-files.ts';

/** Who brings files. */
export interface Uploader {
  readonly caller: Caller;
  /** The key that his program has shown. */
  readonly apiKeyId: string | undefined;
}

/** Receives the files of an import. */
@Injectable()
export class UploadService {
  private readonly logger = new Logger(UploadService.name);

  constructor(
    private readonly imports: ImportRepository,
    private readonly files: UploadedFiles,
    private readonly repeated: RepeatedUploads,
    private readonly transaction: Transaction,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Stores the files and orders the work on them. Files that cannot be right are refused before they have arrived whole.
   *
   * @throws DomainError `forbidden`, `import.running`, `import.malformed`, `too_large`, and, where the request may be
   *   repeated, `repeat.in_progress`, `repeat.mismatch`
   */
  async receive({ caller: { actor }, apiKeyId }: Uploader, parts: AsyncIterable<UploadedPart>): Promise<Job> {
    requirePermission(actor, 'load');
    const repeatable = currentRequest()?.repeatable;
    if (repeatable && (await this.repeated.isKnown(repeatable))) return this.repeated.answer(repeatable, parts);
    const importId = await this.imports.begin({ accountId: actor.accountId, apiKeyId }, repeatable?.key);
    if (importId === null) throw new DomainError(await this.whyNot(repeatable));
    try {
      const files = await this.store(importId, parts);
      return await this.repeated.once(repeatable, files, () => this.accept(importId, files));
    } finally {
      await this.forgetUnlessAccepted(importId);
    }
  }

  private async whyNot(repeatable: RepeatableRequest | undefined): Promise<ErrorCode> {
    const isItself = repeatable && (await this.imports.isUploading(repeatable.key));
    return isItself ? 'repeat.in_progress' : 'import.running';
  }

  private async accept(importId: string, files: readonly StoredFile[]): Promise<Job> {
    const received = await this.imports.enqueue(importId, files);
    if (!received) throw new DomainError('service_unavailable', { reason: 'The upload took too long' });
    this.transaction.afterCommit(() => void this.order(received));
    return jobOfImport(received);
  }

  /** An upload that is not accepted leaves nothing behind and keeps nobody else waiting. */
  private async forgetUnlessAccepted(importId: string): Promise<void> {
    if (await this.imports.discard(importId)) await this.files.remove(importId);
  }

  private async store(importId: string, parts: AsyncIterable<UploadedPart>): Promise<StoredFile[]> {
    const budget = new ByteBudget(MAX_UPLOAD_BYTES);
    const stored: StoredFile[] = [];
    for await (const { file, content, wasCut } of parts) {
      const fingerprint = new Fingerprint(budget);
      await pipeline(content, new LineGuard(file), fingerprint, this.files.write(importId, file));
      if (wasCut()) throw new DomainError('too_large', { file: fileName(file), limitBytes: MAX_FILE_BYTES });
      stored.push({ file, ...fingerprint.result() });
    }
    return stored;
  }

  /** Without Redis the order waits until `ImportRecovery` can give it. */
  private async order(received: ImportDocument): Promise<void> {
    const importId = received._id.toHexString();
    await this.queue.add(runImport, { importId }, orderOf(received)).catch((error: unknown) => {
      this.logger.warn({ err: error, importId }, 'The import waits for Redis');
    });
  }
}
