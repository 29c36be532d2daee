import { RedisConnection } from '@crm/redis';
import { testServers } from '@crm/testing';
import { Queue, Worker, createNodeRedisClient, type Processor, type WorkerOptions } from 'bullmq';
import { emptyRedis } from './job-app.ts';

/** BullMQ as it comes, on the same Redis and the same client: what its faults are shown on. */
export class PlainBull {
  private readonly links: RedisConnection[] = [];
  private readonly workers: Worker[] = [];
  private readonly queues: Queue[] = [];

  constructor(private readonly prefix: string) {}

  async queue(name = 'testing.plain', redisUrl?: string): Promise<Queue> {
    const queue = new Queue(name, { connection: await this.connect(redisUrl), prefix: this.prefix });
    queue.on('error', () => {});
    this.queues.push(queue);
    return queue;
  }

  async worker(work: Processor, options: Partial<WorkerOptions> = {}, redisUrl?: string): Promise<Worker> {
    const connection = await this.connect(redisUrl);
    const worker = new Worker('testing.plain', work, { connection, prefix: this.prefix, ...options });
    worker.on('error', () => {});
    this.workers.push(worker);
    return worker;
  }

  async end(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close(true)));
    await Promise.all(this.queues.map((queue) => queue.close()));
    await Promise.all(this.links.map((link) => link.onApplicationShutdown()));
    await emptyRedis(this.prefix);
  }

  private async connect(url = testServers().redisUrl) {
    const { client } = await RedisConnection.open(testServers().redisUrl);
    // Past the look that `open` has at the policy: plain programs have none (B9).
    const link = new RedisConnection(url, client);
    this.links.push(link);
    const connection = createNodeRedisClient(await link.duplicate({ disableOfflineQueue: false }));
    connection.on('error', () => {});
    return connection;
  }
}
