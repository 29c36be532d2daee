import { Logger } from '@nestjs/common';
import { within } from '@crm/kernel';
import { jobRuns, runInRequest } from '@crm/observability';
import { DelayedError, WaitingError, Worker, type IRedisClient, type Job } from 'bullmq';
import { logUnlessAway } from './bull-connection.ts';
import type { FoundHandler } from './find-handlers.ts';
import { open, type JobEnvelope } from './job-envelope.ts';
import { JobPostponed } from './job-postponed.ts';
import type { JobSettings } from './job-settings.ts';

/** Takes the orders of one job and hands them to its handler. */
export class JobWorker {
  private readonly log: Logger;
  private readonly stopping = new AbortController();
  private readonly worker: Worker<JobEnvelope>;

  constructor(
    private readonly handler: FoundHandler,
    connection: IRedisClient,
    private readonly settings: JobSettings,
  ) {
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
    await within(this.settings.closeMs, this.worker.close()).catch(async (error: unknown) => {
      this.log.error('A running job was abandoned', error);
      await this.worker.disconnect();
    });
  }

  private async run(job: Job<JobEnvelope>, lock: { token?: string | undefined; signal?: AbortSignal | undefined }) {
    const { requestId, payload } = open(this.handler.job, job.data);
    const signal = AbortSignal.any([this.stopping.signal, ...(lock.signal ? [lock.signal] : [])]);
    const run = { id: job.id ?? '', attempt: job.attemptsMade + 1, signal };
    try {
      await runInRequest({ requestId }, () => this.handler.handle(payload, run));
    } catch (error) {
      throw await this.giveBack(job, error, lock.token);
    }
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
      const outcome = job && !job.finishedOn ? 'retried' : 'failed';
      jobRuns.inc({ job: name, outcome });
      this.log.warn({ err: error, jobId: job?.id, attempt: job?.attemptsMade, outcome });
    });
  }
}
