import { Module, type DynamicModule } from '@nestjs/common';
import { JobQueue } from './job-queue.ts';
import { JobWorkersModule } from './job-workers.module.ts';
import { JOB_SETTINGS, type JobSettings } from './job-settings.ts';

const defaults: JobSettings = { prefix: 'crm-jobs', lockMs: 30_000, closeMs: 20_000, rescheduleMs: 15_000 };

/** Background jobs: `JobQueue` for all modules, and a worker for each method marked with `HandlesJob`. */
@Module({})
export class JobsModule {
  static forRoot(given: Partial<JobSettings> = {}): DynamicModule {
    const settings: JobSettings = { ...defaults, ...given };
    return {
      module: JobsModule,
      global: true,
      imports: [JobWorkersModule],
      providers: [{ provide: JOB_SETTINGS, useValue: settings }, JobQueue],
      exports: [JOB_SETTINGS, JobQueue],
    };
  }
}
