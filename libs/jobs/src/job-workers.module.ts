import { Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { findHandlers } from './find-handlers.ts';
import { JobWatch } from './job-watch.ts';
import { JobWorkers } from './job-workers.ts';

/**
 * Runs a worker for each handled job while the application is up. It is not global, so that Nest shuts it down before the
 * global modules, whose database and Redis the last running jobs still need.
 */
@Module({ imports: [DiscoveryModule], providers: [JobWorkers] })
export class JobWorkersModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly workers: JobWorkers,
    private readonly watch: JobWatch,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const handlers = findHandlers(this.discovery);
    if (handlers.length === 0) return;
    await this.workers.start(handlers);
    handlers.forEach(({ job }) => this.watch.watch(job));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.workers.close();
  }
}
