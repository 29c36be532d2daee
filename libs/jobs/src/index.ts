export { defineJob, type JobDefinition, type JobPayload } from './define-job.ts';
export { HandlesJob, type JobRun } from './handles-job.ts';
export type { JobProgress } from './job-progress.ts';
export { JobPostponed } from './job-postponed.ts';
export { JobQueue } from './job-queue.ts';
export { JobsModule } from './jobs.module.ts';
