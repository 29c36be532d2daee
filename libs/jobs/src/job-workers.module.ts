import { type BeforeApplicationShutdown, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { findHandlers } from './find-handlers.ts';
import { JobWatch } from './job-watch.ts';
import { JobWorkers } from './job-workers.ts';

/**
 * Runs a worker for each handled job while the application is up. The last running jobs end before the application shuts
 * down, when their database and Redis are still there; it is not global, so that they also end before the global outbox
 * stops telling what they have done.
 */
@Module({ imports: [DiscoveryModule], providers: [JobWorkers] })
export class JobWorkersModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
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

  async beforeApplicationShutdown(): Promise<void> {
    await this.workers.close();
  }
}
