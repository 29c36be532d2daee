import { pipeline } from 'node:stream/promises';
import { Injectable, Logger } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import { DomainError } from '@crm/kernel';
import { JobQueue } from '@crm/jobs';
import type { Caller } from '../auth/caller.ts';
import { ByteBudget, Fingerprint } from './fingerprint.ts';
import { orderOf, runImport } from './import-order.ts';
import { ImportRepository } from './import.repository.ts';
import type { ImportDocument, StoredFile } from './import.schema.ts';
import { fileName } from './reading/file-layout.ts';
import { LineGuard } from './reading/line-guard.ts';
import { MAX_FILE_BYTES, MAX_UPLOAD_BYTES, type UploadedPart } from './upload-parts.ts';
import { UploadedFiles } from './uploaded-files.ts';

/** Receives the files of an import. */
@Injectable()
export class UploadService {
  private readonly logger = new Logger(UploadService.name);

  constructor(
    private readonly imports: ImportRepository,
    private readonly files: UploadedFiles,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Stores the files and orders the work on them. Files that cannot be right are refused before they have arrived whole.
   *
   * @throws DomainError `forbidden`, `import.running`, `import.malformed`, `too_large`
   */
  async receive({ actor }: Caller, parts: AsyncIterable<UploadedPart>): Promise<ImportDocument> {
    requirePermission(actor, 'load');
    const importId = await this.imports.begin(actor.accountId);
    if (importId === null) throw new DomainError('import.running');
    const received = await this.imports.enqueue(importId, await this.storeOrForget(importId, parts));
    if (!received) throw new DomainError('service_unavailable', { reason: 'The upload took too long' });
    await this.order(received);
    return received;
  }

  /** An upload that fails leaves nothing behind and keeps nobody else waiting. */
  private async storeOrForget(importId: string, parts: AsyncIterable<UploadedPart>): Promise<StoredFile[]> {
    try {
      return await this.store(importId, parts);
    } catch (error) {
      await this.files.remove(importId);
      await this.imports.discard(importId);
      throw error;
    }
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
