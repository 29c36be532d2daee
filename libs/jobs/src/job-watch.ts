import { Injectable } from '@nestjs/common';
import { Backlogs, jobsFailed } from '@crm/observability';
import { RedisConnection } from '@crm/redis';
import type { Queue } from 'bullmq';
import { BullQueues } from './bull-queues.ts';
import type { JobDefinition } from './define-job.ts';

/** In the score of a delayed job, what stands above its place among those of the same millisecond. */
const MOMENT_FACTOR = 0x1000;

/** Sees to it that orders which nobody takes do not go unnoticed. */
@Injectable()
export class JobWatch {
  constructor(
    private readonly queues: BullQueues,
    private readonly redis: RedisConnection,
    private readonly backlogs: Backlogs,
  ) {}

  /** Shows the backlog of the job from now on. */
  watch(job: JobDefinition): void {
    const { name, lateAfterSeconds } = job;
    this.backlogs.register({ name, limitSeconds: lateAfterSeconds, kind: 'job', oldest: () => this.oldestOf(job) });
  }

  private async oldestOf(job: JobDefinition): Promise<Date | null> {
    const queue = this.queues.of(job);
    jobsFailed.set({ job: job.name }, await queue.getFailedCount());
    const moments = [await oldestWaiting(queue), await this.nextDelayed(queue)].filter((moment) => moment !== null);
    const oldest = Math.min(...moments);
    return oldest < Date.now() ? new Date(oldest) : null;
  }

  private async nextDelayed(queue: Queue): Promise<number | null> {
    const [next] = await this.redis.client.zRangeWithScores(queue.toKey('delayed'), 0, 0);
    return next ? Math.floor(next.score / MOMENT_FACTOR) : null;
  }
}

/** Since when the next one could have run; for one that was begun before, at least since that. */
async function oldestWaiting(queue: Queue): Promise<number | null> {
  const [next] = await queue.getJobs(['waiting'], 0, 0, true);
  return next ? Math.max(next.timestamp + next.delay, next.processedOn ?? 0) : null;
}
