import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { assertOutsideTransaction } from '@crm/observability';
import { RedisConnection } from '@crm/redis';
import { Queue, type IRedisClient } from 'bullmq';
import type { z } from 'zod';
import { bullConnection, logUnlessAway } from './bull-connection.ts';
import type { JobDefinition } from './define-job.ts';
import { bullOptions, seal, type JobEnvelope } from './job-envelope.ts';
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
  private readonly queues = new Map<string, Queue<JobEnvelope>>();
  private readonly schedules: NodeJS.Timeout[] = [];
  private readonly connection: IRedisClient;

  constructor(
    redis: RedisConnection,
    @Inject(JOB_SETTINGS) private readonly settings: JobSettings,
  ) {
    this.connection = bullConnection(redis.client);
  }

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
    await this.queueOf(job).add(job.name, seal(job, payload), { ...bullOptions(job), jobId: id, delay: delayMs });
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
    const queue = this.queueOf(job);
    const known = await queue.getJobScheduler(job.name);
    if (known?.every === everyMs) return;
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

  async onApplicationShutdown(): Promise<void> {
    this.schedules.forEach(clearInterval);
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private queueOf({ name }: JobDefinition): Queue<JobEnvelope> {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = new Queue<JobEnvelope>(name, { connection: this.connection, prefix: this.settings.prefix });
    queue.on('error', (error) =>
      logUnlessAway(this.connection, () => this.log.error(`Ordering ${name} failed`, error)),
    );
    this.queues.set(name, queue);
    return queue;
  }
}

/** BullMQ takes a number for an id of its own, and splits at colons. */
function assertUsableId(id: string): void {
  if (id === '' || id.includes(':') || /^-?\d+$/.test(id)) {
    throw new Error(`"${id}" cannot be the id of a job: it must contain no colon and not be a number`);
  }
}
