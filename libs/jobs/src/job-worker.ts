import { Logger } from '@nestjs/common';
import { within } from '@crm/kernel';
import { jobRuns, runInRequest } from '@crm/observability';
import { DelayedError, WaitingError, Worker, type IRedisClient, type Job } from 'bullmq';
import { logUnlessAway } from './bull-connection.ts';
import { type CancelledJob, type Cancellations, JobCancelled } from './cancellations.ts';
import type { FoundHandler } from './find-handlers.ts';
import { open, type JobEnvelope } from './job-envelope.ts';
import { JobPostponed } from './job-postponed.ts';
import type { JobSettings } from './job-settings.ts';
import { RunningJob } from './running-job.ts';

interface WorkerParts {
  readonly connection: IRedisClient;
  readonly settings: JobSettings;
  readonly cancellations: Cancellations;
}

/** What BullMQ says of the right to run a job. */
interface Lock {
  readonly token?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Takes the orders of one job and hands them to its handler. */
export class JobWorker {
  private readonly log: Logger;
  private readonly stopping = new AbortController();
  private readonly worker: Worker<JobEnvelope>;
  private readonly running = new Set<RunningJob>();

  constructor(
    private readonly handler: FoundHandler,
    private readonly parts: WorkerParts,
  ) {
    const { connection, settings } = parts;
    const { prefix, lockMs } = settings;
    this.log = new Logger(handler.job.name);
    this.worker = new Worker<JobEnvelope>(handler.job.name, (job, token, signal) => this.run(job, { token, signal }), {
      connection,
      prefix,
      concurrency: handler.concurrency,
      lockDuration: lockMs,
      stalledInterval: lockMs / 2,
      // A worker that is killed is not the job's fault: by default the second kill would fail the job for good.
      maxStalledCount: 10,
      runRetryDelay: 1000,
    });
    this.report(connection);
  }

  /** Takes no further orders and waits for those running; what is left then is continued by another worker. */
  async close(): Promise<void> {
    this.stopping.abort(new Error('The process stops'));
    await within(this.parts.settings.closeMs, this.worker.close()).catch(async (error: unknown) => {
      this.log.error('A running job was abandoned', error);
      await this.worker.disconnect();
    });
  }

  /** Tells the run of the job, if it is here. */
  cancel({ name, id }: CancelledJob): void {
    if (name !== this.handler.job.name) return;
    for (const run of this.running) if (run.id === id) run.cancel();
  }

  async lookForCancellations(): Promise<void> {
    await Promise.all(Array.from(this.running, (run) => this.cancelIfUnwanted(run)));
  }

  private async run(job: Job<JobEnvelope>, lock: Lock): Promise<void> {
    const { requestId, payload } = open(this.handler.job, job.data);
    const run = new RunningJob(job, [this.stopping.signal, ...(lock.signal ? [lock.signal] : [])]);
    this.running.add(run);
    try {
      await this.cancelIfUnwanted(run);
      run.signal.throwIfAborted();
      await runInRequest({ requestId }, () => this.handler.handle(payload, run));
    } catch (error) {
      throw run.isCancelled ? new JobCancelled() : await this.giveBack(job, error, lock.token);
    } finally {
      this.running.delete(run);
    }
  }

  private async cancelIfUnwanted(run: RunningJob): Promise<void> {
    const { name } = this.handler.job;
    if (await this.parts.cancellations.has({ name, id: run.id })) run.cancel();
  }

  /** Puts a job back that has not failed, and returns the error that tells BullMQ what has become of it. */
  private async giveBack(job: Job<JobEnvelope>, error: unknown, token: string | undefined): Promise<unknown> {
    if (error instanceof JobPostponed) {
      await job.moveToDelayed(Date.now() + error.delayMs, token);
      return new DelayedError();
    }
    if (!this.stopping.signal.aborted) return error;
    await job.moveToWait(token);
    return new WaitingError();
  }

  private report(connection: IRedisClient): void {
    const { name } = this.handler.job;
    this.worker.on('error', (error) => logUnlessAway(connection, () => this.log.error(error)));
    this.worker.on('completed', () => jobRuns.inc({ job: name, outcome: 'completed' }));
    this.worker.on('failed', (job, error) => {
      const outcome = outcomeOf(error, job);
      jobRuns.inc({ job: name, outcome });
      this.log.warn({ err: error, jobId: job?.id, attempt: job?.attemptsMade, outcome });
    });
  }
}

function outcomeOf(error: Error, job: Job | undefined): 'cancelled' | 'retried' | 'failed' {
  if (error instanceof JobCancelled) return 'cancelled';
  return job && !job.finishedOn ? 'retried' : 'failed';
}
