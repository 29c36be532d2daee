import type { Queue } from 'bullmq';
import { z } from 'zod';
import type { Progress } from './running-job.ts';

/** A job as it looks to whoever ordered it. */
export interface JobProgress extends Progress {
  readonly status: 'waiting' | 'running' | 'done' | 'failed';
}

const Said = z.object({ done: z.number(), total: z.number().nullable() }).catch({ done: 0, total: null });

export async function progressOf(queue: Queue, id: string): Promise<JobProgress | null> {
  const job: { progress: unknown; getState(): Promise<string> } | undefined = await queue.getJob(id);
  if (!job) return null;
  const status = statusOf(await job.getState());
  return status && { status, ...Said.parse(job.progress) };
}

function statusOf(state: string): JobProgress['status'] | null {
  switch (state) {
    case 'completed':
      return 'done';
    case 'failed':
      return 'failed';
    case 'active':
      return 'running';
    case 'unknown':
      return null;
    default:
      return 'waiting';
  }
}
