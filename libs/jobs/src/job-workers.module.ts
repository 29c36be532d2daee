import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { RedisConnection } from '@crm/redis';
import { bullConnection } from './bull-connection.ts';
import { findHandlers } from './find-handlers.ts';
import { JobWorker } from './job-worker.ts';
import { JOB_SETTINGS, type JobSettings } from './job-settings.ts';

/**
 * Runs a worker for each handled job while the application is up. It is not global, so that Nest shuts it down before the
 * global modules, whose database and Redis the last running jobs still need.
 */
@Module({ imports: [DiscoveryModule] })
export class JobWorkersModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private workers: readonly JobWorker[] = [];

  constructor(
    private readonly redis: RedisConnection,
    private readonly discovery: DiscoveryService,
    @Inject(JOB_SETTINGS) private readonly settings: JobSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const handlers = findHandlers(this.discovery);
    if (handlers.length === 0) return;
    const connection = bullConnection(await this.redis.duplicate({ disableOfflineQueue: false }));
    this.workers = handlers.map((handler) => new JobWorker(handler, connection, this.settings));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }
}
