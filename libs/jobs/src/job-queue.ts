import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { assertOutsideTransaction } from '@crm/observability';
import { QueueKeys, type JobSchedulerJson, type Queue } from 'bullmq';
import type { z } from 'zod';
import { BullQueues } from './bull-queues.ts';
import { Cancellations } from './cancellations.ts';
import type { JobDefinition } from './define-job.ts';
import { bullOptions, seal } from './job-envelope.ts';
import { type JobProgress, progressOf } from './job-progress.ts';
import { JOB_SETTINGS, type JobSettings } from './job-settings.ts';

interface JobOrder {
  /** Names the work, not the call: `reminder-<id>-<version>`. Neither a number nor containing a colon. */
  readonly id: string;
  /** Milliseconds from now before which the job does not start; 0 when left out. */
  readonly delayMs?: number;
}

/**
 * Orders background work. Redis may lose what it was given, so the truth about work that must happen is kept in the
 * database, and whoever keeps it orders again what has not happened.
 */
@Injectable()
export class JobQueue implements OnApplicationShutdown {
  private readonly log = new Logger(JobQueue.name);
  private readonly schedules: NodeJS.Timeout[] = [];

  constructor(
    private readonly queues: BullQueues,
    private readonly cancellations: Cancellations,
    @Inject(JOB_SETTINGS) private readonly settings: JobSettings,
  ) {}

  /**
   * Orders one run. While a job of this id is known (waiting, running, or finished a short time ago), the order is ignored
   * without a word, whatever its payload and delay: changed work needs a new id, hence the version in it. An id is
   * forgotten in the end, so the handler, not the id, keeps work from being done twice.
   *
   * @throws Error at once when Redis is away, when the id or the payload is not valid, and inside of a transaction, which
   *   may run again.
   */
  async add<Payload extends z.ZodType>(
    job: JobDefinition<Payload>,
    payload: z.input<Payload>,
    { id, delayMs = 0 }: JobOrder,
  ): Promise<void> {
    assertOutsideTransaction(`The job ${job.name} was ordered`);
    assertUsableId(id);
    await this.queues.of(job).add(job.name, seal(job, payload), { ...bullOptions(job), jobId: id, delay: delayMs });
  }

  /**
   * Takes an order back. One that waits is removed; a run is told by its signal, in whatever process, and ends when its
   * handler heeds it. The id does not run again, also when it is ordered anew; that is kept for a day. As Redis may lose
   * this too, the owner of the work says in its document that it is not wanted any more, before he calls this.
   *
   * @throws Error at once when Redis is away.
   */
  async cancel(job: JobDefinition, id: string): Promise<void> {
    const cancelled = { name: job.name, id };
    // First of all: a worker that takes the job between the removal and the message finds it there.
    await this.cancellations.keep(cancelled);
    await this.queues.of(job).remove(id);
    await this.cancellations.tell(cancelled);
  }

  /** How far a job is, as its handler has last said; null when the id is not known (any more). @throws Error as `add`. */
  progressOf(job: JobDefinition, id: string): Promise<JobProgress | null> {
    return progressOf(this.queues.of(job), id);
  }

  /**
   * Runs the job each `everyMs` milliseconds, once for all processes. A schedule that is known already keeps its rhythm.
   * An emptied Redis forgets it: see `keepScheduled`.
   */
  async every<Payload extends z.ZodType>(
    job: JobDefinition<Payload>,
    payload: z.input<Payload>,
    everyMs: number,
  ): Promise<void> {
    const queue = this.queues.of(job);
    const known = await queue.getJobScheduler(job.name);
    if (known?.every === everyMs && !(await hasLostItsRun(queue, known))) return;
    const template = { name: job.name, data: seal(job, payload), opts: bullOptions(job) };
    await queue.upsertJobScheduler(job.name, { every: everyMs }, template);
  }

  /** Like `every`, and looks each 15 s whether Redis still knows the schedule, for as long as this process runs. */
  async keepScheduled<Payload extends z.ZodType>(
    job: JobDefinition<Payload>,
    payload: z.input<Payload>,
    everyMs: number,
  ): Promise<void> {
    const schedule = (): void => {
      this.every(job, payload, everyMs).catch((error: unknown) => this.log.warn(`${job.name} is not scheduled`, error));
    };
    await this.every(job, payload, everyMs);
    this.schedules.push(setInterval(schedule, this.settings.rescheduleMs));
  }

  onApplicationShutdown(): void {
    this.schedules.forEach(clearInterval);
  }
}

/** A schedule goes from run to run: without the next one, which may be removed alone, it would stand still for ever. */
async function hasLostItsRun(queue: Queue, { key, next = 0 }: JobSchedulerJson): Promise<boolean> {
  return (await queue.getJob(`repeat:${key}:${next}`)) === undefined;
}

/** Under these names BullMQ keeps its lists, beside the jobs: a job of such an id would lie on top of one. */
const namesOfLists = new Set(Object.keys(new QueueKeys().getKeys('')));

/** BullMQ takes a number for an id of its own, and splits at colons. */
function assertUsableId(id: string): void {
  if (id === '' || id.includes(':') || /^-?\d+$/.test(id) || namesOfLists.has(id)) {
    throw new Error(`"${id}" cannot be the id of a job: it must contain no colon and be neither a number nor a list`);
  }
}
