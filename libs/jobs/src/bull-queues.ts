import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { RedisConnection } from '@crm/redis';
import { Queue, type IRedisClient } from 'bullmq';
import { bullConnection, logUnlessAway } from './bull-connection.ts';
import type { JobDefinition } from './define-job.ts';
import type { JobEnvelope } from './job-envelope.ts';
import { JOB_SETTINGS, type JobSettings } from './job-settings.ts';

/** The queues of this process, one for each job; opened when they are first asked for. */
@Injectable()
export class BullQueues implements OnApplicationShutdown {
  private readonly log = new Logger(BullQueues.name);
  private readonly queues = new Map<string, Queue<JobEnvelope>>();
  private readonly connection: IRedisClient;

  constructor(
    redis: RedisConnection,
    @Inject(JOB_SETTINGS) private readonly settings: JobSettings,
  ) {
    this.connection = bullConnection(redis.client);
  }

  of({ name }: Pick<JobDefinition, 'name'>): Queue<JobEnvelope> {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = new Queue<JobEnvelope>(name, { connection: this.connection, prefix: this.settings.prefix });
    queue.on('error', (error) =>
      logUnlessAway(this.connection, () => this.log.error(`Ordering ${name} failed`, error)),
    );
    this.queues.set(name, queue);
    return queue;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }
}
