import { Injectable } from '@nestjs/common';
import { currentRequest, metricsText, runInRequest, runInTransaction } from '@crm/observability';
import { RedisConnection } from '@crm/redis';
import { eventually, uniqueName } from '@crm/testing';
import type { TestingModule } from '@nestjs/testing';
import { z } from 'zod';
import { emptyRedis, removeJob, startJobApp } from '../test/job-app.ts';
import { BullQueues } from './bull-queues.ts';
import { HandlesJob, JobPostponed, JobQueue, defineJob, type JobRun } from './index.ts';

const greet = defineJob({
  name: 'testing.greet',
  payload: z.strictObject({ name: z.string() }),
  attempts: 3,
  backoffMs: 1,
});
const greetDaily = defineJob({ name: 'testing.greet-daily', payload: z.strictObject({}) });
type Greeting = z.output<typeof greet.payload>;

@Injectable()
class Greetings {
  readonly greeted: string[] = [];
  readonly requestIds: (string | undefined)[] = [];
  daily = 0;
  behave: (run: JobRun) => Promise<void> | void = () => {};

  @HandlesJob(greet, { concurrency: 2 })
  async greet({ name }: Greeting, run: JobRun): Promise<void> {
    this.greeted.push(name);
    this.requestIds.push(currentRequest()?.requestId);
    await this.behave(run);
  }

  @HandlesJob(greetDaily)
  async greetDaily(): Promise<void> {
    this.daily += 1;
  }
}

describe('jobs', () => {
  let app: TestingModule;
  let prefix: string;
  let queue: JobQueue;
  let greetings: Greetings;

  beforeEach(async () => {
    prefix = uniqueName('jobs');
    app = await startJobApp({ prefix, providers: [Greetings], settings: { rescheduleMs: 50 } });
    queue = app.get(JobQueue, { strict: false });
    greetings = app.get(Greetings);
  });
  afterEach(async () => {
    await app.close();
    await emptyRedis(prefix);
  });

  const greeted = (...names: string[]) => eventually(() => expect(greetings.greeted).toEqual(names));

  it('hands an order to its handler, within the request that caused it', async () => {
    await runInRequest({ requestId: 'r-1' }, () => queue.add(greet, { name: 'Anna' }, { id: 'greet-1' }));
    await greeted('Anna');
    expect(greetings.requestIds).toEqual(['r-1']);
  });

  it('runs an id once while it is known, whatever is ordered under it', async () => {
    await queue.add(greet, { name: 'Anna' }, { id: 'greet-1' });
    await greeted('Anna');
    await queue.add(greet, { name: 'Boris' }, { id: 'greet-1' });
    await queue.add(greet, { name: 'Clara' }, { id: 'greet-2' });
    await greeted('Anna', 'Clara');
  });

  it('takes no order inside of a transaction, which may run again (M6)', async () => {
    const order = runInTransaction({ deadline: Date.now() + 60_000 }, () =>
      queue.add(greet, { name: 'Anna' }, { id: 'greet-1' }),
    );
    await expect(order).rejects.toThrow('put it off with afterCommit');
  });

  it('keeps the first delay of an id', async () => {
    await queue.add(greet, { name: 'late' }, { id: 'greet-1', delayMs: 60_000 });
    await queue.add(greet, { name: 'now' }, { id: 'greet-1', delayMs: 0 });
    await queue.add(greet, { name: 'other' }, { id: 'greet-2' });
    await greeted('other');
  });

  it.each(['7', 'a:b', 'a:b:c', ''])('refuses the id "%s"', async (id) => {
    await expect(queue.add(greet, { name: 'Anna' }, { id })).rejects.toThrow('cannot be the id of a job');
  });

  it('repeats a failed run, and gives up after the last attempt', async () => {
    const attempts: number[] = [];
    greetings.behave = ({ attempt }) => {
      attempts.push(attempt);
      throw new Error('not today');
    };
    await queue.add(greet, { name: 'Anna' }, { id: 'greet-1' });
    await eventually(async () => {
      const { body } = await metricsText();
      expect(body).toMatch(/crm_job_runs_total\{job="testing.greet",outcome="failed"\} 1/);
    });
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('fails an order that does not fit without running it', async () => {
    const lenient = { ...greet, payload: z.unknown() };
    const failures = await failedRuns();
    await queue.add(lenient, { nobody: true }, { id: 'greet-1' });
    await eventually(async () => expect(await failedRuns()).toBe(failures + 1));
    expect(greetings.greeted).toEqual([]);
  });

  const inPayload = (payload: string): string => `{"payload":${payload}}`;
  it.each([
    ['is null', 'null'],
    ['is a text', '"greet"'],
    ['is a list', '[1,2]'],
    ['has no payload', '{"requestId":"r-1"}'],
    ['has a request that is none', '{"requestId":{"$ne":null},"payload":{"name":"Eve"}}'],
    ['has another payload', inPayload('{"nobody":true}')],
    ['has an operator for a name', inPayload('{"name":{"$ne":null}}')],
    ['would change prototypes', inPayload('{"name":"Eve","__proto__":{"polluted":true}}')],
    ['is nothing but nesting', inPayload(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)],
    ['is of 1 MiB', inPayload(`{"name":7,"text":"${'x'.repeat(2 ** 20)}"}`)],
  ])('gives up after one run an order that %s, and goes on with others', async (_what, data) => {
    await orderText(data);
    await queue.add(greet, { name: 'Anna' }, { id: 'greet-1' });
    await greeted('Anna');
    const poisoned = await eventually(async () => {
      const job = await app.get(BullQueues, { strict: false }).of(greet).getJob('poison');
      expect(await job?.getState()).toBe('failed');
      return job;
    });
    expect(poisoned?.attemptsMade).toBe(1);
    expect(poisoned?.failedReason).toMatch(/is not valid/);
    expect({}).not.toHaveProperty('polluted');
  });

  it('goes on with others when an order is not even JSON', async () => {
    await orderText('{"payload":');
    await queue.add(greet, { name: 'Anna' }, { id: 'greet-1' });
    await greeted('Anna');
  });

  /** Puts an order into Redis that no program of ours would make. */
  async function orderText(data: string): Promise<void> {
    const jobs = app.get(BullQueues, { strict: false }).of(greet);
    const job = await jobs.add(greet.name, { payload: null }, { jobId: 'poison', delay: 3_600_000, attempts: 3 });
    const { client } = app.get(RedisConnection, { strict: false });
    await client.hSet(`${prefix}:${greet.name}:poison`, 'data', data);
    await job.promote();
  }

  it('runs a postponed job again without counting the attempt', async () => {
    const attempts: number[] = [];
    greetings.behave = ({ attempt }) => {
      attempts.push(attempt);
      if (attempts.length < 5) throw new JobPostponed(1);
    };
    await queue.add(greet, { name: 'Anna' }, { id: 'greet-1' });
    await eventually(() => expect(attempts).toEqual([1, 1, 1, 1, 1]));
  });

  it('schedules a recurring job once, however often that is asked', async () => {
    await queue.every(greetDaily, {}, 1000);
    await queue.every(greetDaily, {}, 1000);
    await eventually(() => expect(greetings.daily).toBeGreaterThanOrEqual(2));
  });

  it('keeps a schedule that Redis has lost', async () => {
    await queue.keepScheduled(greetDaily, {}, 100);
    await eventually(() => expect(greetings.daily).toBeGreaterThan(0));
    await emptyRedis(prefix);
    const before = greetings.daily;
    await eventually(() => expect(greetings.daily).toBeGreaterThan(before + 1));
  });

  it('sets a schedule going again whose next run was removed', async () => {
    await queue.keepScheduled(greetDaily, {}, 200);
    await eventually(() => expect(greetings.daily).toBeGreaterThan(0));
    const next = await eventually(async () => {
      const [delayed] = await app.get(BullQueues, { strict: false }).of(greetDaily).getDelayed();
      if (!delayed) throw new Error('the next run is under way');
      return delayed;
    });
    await removeJob(prefix, greetDaily.name, next.id ?? '');
    const before = greetings.daily;
    await eventually(() => expect(greetings.daily).toBeGreaterThan(before + 1));
  });

  it('refuses a second handler of one job', async () => {
    @Injectable()
    class OtherGreetings {
      @HandlesJob(greet)
      async greet(_greeting: Greeting): Promise<void> {}
    }
    const start = startJobApp({ prefix, providers: [Greetings, OtherGreetings] });
    await expect(start).rejects.toThrow('Two methods handle the job testing.greet');
  });

  it('goes on when Redis has lost its data and its scripts', async () => {
    await queue.add(greet, { name: 'lost' }, { id: 'greet-1', delayMs: 60_000 });
    const release = Promise.withResolvers<undefined>();
    greetings.behave = async () => {
      await release.promise;
    };
    await queue.add(greet, { name: 'running' }, { id: 'greet-2' });
    await greeted('running');

    await emptyRedis(prefix);
    release.resolve(undefined);

    await queue.add(greet, { name: 'lost' }, { id: 'greet-1' });
    await queue.add(greet, { name: 'later' }, { id: 'greet-3', delayMs: 50 });
    await greeted('running', 'lost', 'later');
  });
});

async function failedRuns(): Promise<number> {
  const { body } = await metricsText();
  return Number(/crm_job_runs_total\{job="testing.greet",outcome="failed"\} (\d+)/.exec(body)?.[1] ?? 0);
}
