import type { Job } from 'bullmq';
import { JobCancelled } from './cancellations.ts';
import type { JobRun } from './handles-job.ts';
import type { JobEnvelope } from './job-envelope.ts';

/** How far a job is, in units of its own: rows, batches. */
export interface Progress {
  readonly done: number;
  /** Null as long as it is not known. */
  readonly total: number | null;
}

/** One run of a job, as its handler sees it. */
export class RunningJob implements JobRun {
  readonly id: string;
  readonly attempt: number;
  readonly signal: AbortSignal;
  private readonly cancelling = new AbortController();
  private latest: Progress | undefined;
  private sending: Promise<void> | undefined;

  constructor(
    private readonly job: Job<JobEnvelope>,
    signals: readonly AbortSignal[],
  ) {
    this.id = job.id ?? '';
    this.attempt = job.attemptsMade + 1;
    this.signal = AbortSignal.any([this.cancelling.signal, ...signals]);
  }

  get isCancelled(): boolean {
    return this.cancelling.signal.aborted;
  }

  cancel(): void {
    this.cancelling.abort(new JobCancelled());
  }

  progress(done: number, total: number | null): void {
    this.latest = { done, total };
    this.sending ??= this.send().finally(() => (this.sending = undefined));
  }

  /** What was said meanwhile but for the last is skipped, so however often a handler speaks, Redis is not flooded. */
  private async send(): Promise<void> {
    for (let next = this.latest; next; next = this.latest) {
      this.latest = undefined;
      await this.job.updateProgress({ ...next }).catch(() => undefined);
    }
  }
}
