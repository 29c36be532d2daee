import { Module, type DynamicModule } from '@nestjs/common';
import { JobQueue } from './job-queue.ts';
import { JobWorkersModule } from './job-workers.module.ts';
import { JOB_SETTINGS, type JobSettings } from './job-settings.ts';

/** Background jobs: `JobQueue` for all modules, and a worker for each method marked with `HandlesJob`. */
@Module({})
export class JobsModule {
  static forRoot({ prefix = 'crm-jobs', lockMs = 30_000 }: Partial<JobSettings> = {}): DynamicModule {
    const settings: JobSettings = { prefix, lockMs };
    return {
      module: JobsModule,
      global: true,
      imports: [JobWorkersModule],
      providers: [{ provide: JOB_SETTINGS, useValue: settings }, JobQueue],
      exports: [JOB_SETTINGS, JobQueue],
    };
  }
}
