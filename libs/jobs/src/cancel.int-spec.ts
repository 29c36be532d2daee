import { Injectable } from '@nestjs/common';
import { metricsText } from '@crm/observability';
import { eventually, uniqueName } from '@crm/testing';
import type { TestingModule } from '@nestjs/testing';
import { z } from 'zod';
import { emptyRedis, startJobApp } from '../test/job-app.ts';
import { Cancellations } from './cancellations.ts';
import { HandlesJob, JobQueue, defineJob, type JobRun } from './index.ts';

const count = defineJob({ name: 'testing.count', payload: z.strictObject({}) });

@Injectable()
class Counter {
  readonly runs: JobRun[] = [];
  perform: (run: JobRun) => Promise<void> = async () => {};

  @HandlesJob(count)
  async count(_payload: object, run: JobRun): Promise<void> {
    this.runs.push(run);
    await this.perform(run);
  }
}

const untilAborted = async ({ signal }: JobRun): Promise<void> => {
  while (!signal.aborted) await new Promise(setImmediate);
  signal.throwIfAborted();
};

describe('a job', () => {
  let prefix: string;
  let processes: TestingModule[];

  beforeEach(() => {
    prefix = uniqueName('jobs');
    processes = [];
  });
  afterEach(async () => {
    await Promise.all(processes.map((app) => app.close()));
    await emptyRedis(prefix);
  });

  async function start(perform: Counter['perform'], providers = [Counter]) {
    const app = await startJobApp({ prefix, providers, settings: { cancelLookMs: 50 } });
    processes.push(app);
    const jobs = app.get(JobQueue, { strict: false });
    const counter = providers.length > 0 ? app.get(Counter) : new Counter();
    counter.perform = perform;
    return { app, jobs, counter, order: (id = 'count-1', delayMs = 0) => jobs.add(count, {}, { id, delayMs }) };
  }

  const progress = (jobs: JobQueue) => jobs.progressOf(count, 'count-1');
  /** Its handler has begun: a job that was taken a moment ago may still be put away before that. */
  const isRunning = ({ runs }: Counter) => eventually(() => expect(runs).toHaveLength(1));
  const isOver = (jobs: JobQueue) =>
    eventually(async () => expect(await progress(jobs)).toMatchObject({ status: 'failed' }));

  it('that runs in another process is told there that it is cancelled', async () => {
    const orderer = await start(async () => {}, []);
    const worker = await start(untilAborted);
    await orderer.order();
    await isRunning(worker.counter);
    await orderer.jobs.cancel(count, 'count-1');
    await isOver(orderer.jobs);
    await eventually(async () => {
      const { body } = await metricsText();
      expect(body).toMatch(/crm_job_runs_total\{job="testing.count",outcome="cancelled"\} [1-9]/);
    });
  });

  it('learns that it is cancelled though it was not told', async () => {
    const { app, jobs, counter, order } = await start(untilAborted);
    await order();
    await isRunning(counter);
    await app.get(Cancellations, { strict: false }).keep({ name: count.name, id: 'count-1' });
    await isOver(jobs);
  });

  it('that waits is removed, and does not run when it is ordered again', async () => {
    const { jobs, counter, order } = await start(async () => {});
    await order('count-1', 60_000);
    await jobs.cancel(count, 'count-1');
    expect(await progress(jobs)).toBeNull();
    await order('count-1');
    await order('count-2');
    await eventually(() => expect(counter.runs.map(({ id }) => id)).toEqual(['count-2']));
    await isOver(jobs);
  });

  it('that has ended well in spite of it is done', async () => {
    const { jobs, counter, order } = await start(async ({ signal }) => {
      while (!signal.aborted) await new Promise(setImmediate);
    });
    await order();
    await isRunning(counter);
    await jobs.cancel(count, 'count-1');
    await eventually(async () => expect(await progress(jobs)).toMatchObject({ status: 'done' }));
  });

  it('shows how far it is to whoever asks, from any process', async () => {
    const release = Promise.withResolvers<undefined>();
    const orderer = await start(async () => {}, []);
    await start(async (run) => {
      for (let done = 0; done <= 3000; done += 1) run.progress(done, 5000);
      await release.promise;
      run.progress(5000, 5000);
    });
    await orderer.order('count-1', 1);
    await eventually(async () =>
      expect(await progress(orderer.jobs)).toEqual({ status: 'running', done: 3000, total: 5000 }),
    );
    release.resolve(undefined);
    await eventually(async () =>
      expect(await progress(orderer.jobs)).toEqual({ status: 'done', done: 5000, total: 5000 }),
    );
  });

  it('of which nothing is known has no progress', async () => {
    const { jobs } = await start(async () => {});
    expect(await progress(jobs)).toBeNull();
  });
});
