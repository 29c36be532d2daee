import { Inject, Injectable } from '@nestjs/common';
import { RedisConnection, RedisSubscriber } from '@crm/redis';
import { UnrecoverableError } from 'bullmq';
import { z } from 'zod';
import { JOB_SETTINGS, type JobSettings } from './job-settings.ts';

/** As long as the id of a finished job is known. */
const KEPT_S = 86_400;

const Cancelled = z.strictObject({ name: z.string(), id: z.string() });

/** A job as it is named to those who may be running it. */
export type CancelledJob = z.output<typeof Cancelled>;

/** Why the signal of a run was aborted, and as what its job is then put away: no further attempt is made. */
export class JobCancelled extends UnrecoverableError {
  constructor() {
    super('The job was cancelled');
  }
}

/**
 * Which jobs are not wanted any more, known to all processes: kept in Redis for whoever takes such a job later, and told at
 * once to those that may be running it.
 */
@Injectable()
export class Cancellations {
  constructor(
    private readonly redis: RedisConnection,
    private readonly subscriber: RedisSubscriber,
    @Inject(JOB_SETTINGS) private readonly settings: JobSettings,
  ) {}

  /** @throws Error at once when Redis is away. */
  async keep(job: CancelledJob): Promise<void> {
    await this.redis.client.set(this.keyOf(job), '1', { EX: KEPT_S });
  }

  /** Nobody has to hear it: a run looks by itself as well, only later. */
  async tell(job: CancelledJob): Promise<void> {
    await this.redis.client.publish(this.channel, JSON.stringify(job));
  }

  /** False as well while Redis cannot be asked: then the job goes on, and its owner's document decides what it may do. */
  async has(job: CancelledJob): Promise<boolean> {
    try {
      return (await this.redis.client.exists(this.keyOf(job))) === 1;
    } catch {
      return false;
    }
  }

  /** @returns ends it. */
  follow(listener: (job: CancelledJob) => void): Promise<() => Promise<void>> {
    return this.subscriber.subscribe(this.channel, (message) => listener(Cancelled.parse(message)));
  }

  private get channel(): string {
    return `${this.settings.prefix}:cancelled`;
  }

  /** Beside the keys of the queues, whose names have a dot. */
  private keyOf({ name, id }: CancelledJob): string {
    return `${this.settings.prefix}:cancelled:${name}:${id}`;
  }
}
