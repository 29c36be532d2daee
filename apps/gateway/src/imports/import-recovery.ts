import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { JobQueue } from '@crm/jobs';
import { orderOf, runImport } from './import-order.ts';
import { ImportRepository } from './import.repository.ts';
import { UploadedFiles } from './uploaded-files.ts';

const EVERY_MS = 5_000;

/** Orders again what Redis has lost, and clears away uploads whose process has died. */
@Injectable()
export class ImportRecovery implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ImportRecovery.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly imports: ImportRepository,
    private readonly files: UploadedFiles,
    private readonly queue: JobQueue,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.recover(), EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async recover(): Promise<void> {
    try {
      await this.orderAbandoned();
      await this.clearStaleUpload();
    } catch (error) {
      this.logger.warn({ err: error }, 'Imports cannot be looked after for now');
    }
  }

  /** Harmless when the order is still there: its name is known then, or the run finds that another one is at work. */
  async orderAbandoned(): Promise<void> {
    const found = await this.imports.abandoned();
    if (found) await this.queue.add(runImport, { importId: found._id.toHexString() }, orderOf(found));
  }

  async clearStaleUpload(): Promise<void> {
    const found = await this.imports.staleUpload();
    if (!found) return;
    const importId = found._id.toHexString();
    await this.files.remove(importId);
    await this.imports.discard(importId);
  }
}
