import { createNodeRedisClient, Queue } from 'bullmq';
import { createClient } from 'redis';
import type { Cluster } from './cluster.ts';

const PREFIX = 'crm-jobs';

/** What has become of an order. */
export interface OrderState {
  readonly state: string;
  /** Runs that have ended. */
  readonly runs: number;
}

/** The queues of background jobs for somebody who reaches Redis: nothing checks what he orders. */
export class JobOrders {
  readonly #queues: readonly Queue[];
  readonly #close: () => void;

  private constructor(queues: readonly Queue[], close: () => void) {
    this.#queues = queues;
    this.#close = close;
  }

  /** Of every job that any program of the cluster handles. */
  static async open(cluster: Cluster): Promise<JobOrders> {
    const client = createClient({ url: cluster.servers.redis.url });
    client.on('error', () => undefined);
    await client.connect();
    const names = await handledJobs(cluster);
    const queues = names.map((name) => new Queue(name, { connection: createNodeRedisClient(client), prefix: PREFIX }));
    return new JobOrders(queues, () => client.destroy());
  }

  get jobs(): string[] {
    return this.#queues.map(({ name }) => name);
  }

  /** Orders from every job what these data say, under ids that begin with `id`; each may be tried three times. */
  async orderEach(id: string, data: readonly unknown[]): Promise<void> {
    for (const queue of this.#queues) {
      const orders = data.map((one, index) => ({
        name: queue.name,
        data: one,
        opts: { jobId: `${id}-${index}`, attempts: 3 },
      }));
      await queue.addBulk(orders);
    }
  }

  /** What has become of the orders of these ids. */
  async states(id: string, count: number): Promise<OrderState[]> {
    const states: OrderState[] = [];
    for (const queue of this.#queues) {
      for (let index = 0; index < count; index += 1) {
        const job = await queue.getJob(`${id}-${index}`);
        states.push({ state: job ? await job.getState() : 'lost', runs: job?.attemptsMade ?? 0 });
      }
    }
    return states;
  }

  async close(): Promise<void> {
    await Promise.all(this.#queues.map((queue) => queue.close()));
    this.#close();
  }
}

/** Each program names the jobs that it handles among its metrics. */
async function handledJobs({ copies }: Cluster): Promise<string[]> {
  const texts = await Promise.all(copies.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  const names = texts.flatMap((text) => [...text.matchAll(/^crm_jobs_oldest_due_age_seconds\{job="([^"]+)"\}/gm)]);
  return [...new Set(names.map(([, name]) => name ?? ''))].sort();
}
