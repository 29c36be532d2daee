import { Module, type DynamicModule } from '@nestjs/common';
import { BacklogsModule } from '@crm/observability';
import { BullQueues } from './bull-queues.ts';
import { Cancellations } from './cancellations.ts';
import { JobQueue } from './job-queue.ts';
import { JobWatch } from './job-watch.ts';
import { JobWorkersModule } from './job-workers.module.ts';
import { JOB_SETTINGS, type JobSettings } from './job-settings.ts';

const defaults: JobSettings = {
  prefix: 'crm-jobs',
  lockMs: 30_000,
  closeMs: 20_000,
  rescheduleMs: 15_000,
  cancelLookMs: 5_000,
};

/** Background jobs: `JobQueue` for all modules, and a worker for each method marked with `HandlesJob`. */
@Module({})
export class JobsModule {
  static forRoot(given: Partial<JobSettings> = {}): DynamicModule {
    const settings: JobSettings = { ...defaults, ...given };
    return {
      module: JobsModule,
      global: true,
      imports: [JobWorkersModule, BacklogsModule],
      providers: [{ provide: JOB_SETTINGS, useValue: settings }, BullQueues, Cancellations, JobWatch, JobQueue],
      exports: [JOB_SETTINGS, Cancellations, JobWatch, JobQueue],
    };
  }
}
