import { Inject, Injectable } from '@nestjs/common';
import { RedisConnection } from '@crm/redis';
import { bullConnection } from './bull-connection.ts';
import { Cancellations } from './cancellations.ts';
import type { FoundHandler } from './find-handlers.ts';
import { JobWorker } from './job-worker.ts';
import { JOB_SETTINGS, type JobSettings } from './job-settings.ts';

/** The workers of this process, one for each job that it handles. */
@Injectable()
export class JobWorkers {
  private workers: readonly JobWorker[] = [];
  private cancelLooks: NodeJS.Timeout | undefined;

  constructor(
    private readonly redis: RedisConnection,
    private readonly cancellations: Cancellations,
    @Inject(JOB_SETTINGS) private readonly settings: JobSettings,
  ) {}

  async start(handlers: readonly FoundHandler[]): Promise<void> {
    const { settings, cancellations } = this;
    const connection = bullConnection(await this.redis.duplicate({ disableOfflineQueue: false }));
    this.workers = handlers.map((handler) => new JobWorker(handler, { connection, settings, cancellations }));
    await this.followCancellations();
  }

  async close(): Promise<void> {
    clearInterval(this.cancelLooks);
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  /** Messages are quick and may be missed, what is kept is slow and is not. */
  private async followCancellations(): Promise<void> {
    await this.cancellations.follow((job) => this.workers.forEach((worker) => worker.cancel(job)));
    const look = (): void => this.workers.forEach((worker) => void worker.lookForCancellations());
    this.cancelLooks = setInterval(look, this.settings.cancelLookMs);
  }
}
