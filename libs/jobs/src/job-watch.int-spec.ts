import { Injectable } from '@nestjs/common';
import { Backlogs, metricsText } from '@crm/observability';
import { eventually, uniqueName } from '@crm/testing';
import type { TestingModule } from '@nestjs/testing';
import { z } from 'zod';
import { emptyRedis, startJobApp } from '../test/job-app.ts';
import { HandlesJob, JobQueue, defineJob } from './index.ts';

const plod = defineJob({
  name: 'testing.plod',
  payload: z.strictObject({ fails: z.boolean() }),
  attempts: 1,
  lateAfterSeconds: 60,
});

@Injectable()
class Plodder {
  readonly release = Promise.withResolvers<undefined>();

  @HandlesJob(plod, { concurrency: 1 })
  async plod({ fails }: z.output<typeof plod.payload>): Promise<void> {
    if (fails) throw new Error('It cannot be done');
    await this.release.promise;
  }
}

const clock = Date.now;

describe('the backlog of a job', () => {
  let prefix: string;
  let app: TestingModule;

  beforeEach(async () => {
    prefix = uniqueName('jobs');
    app = await startJobApp({ prefix, providers: [Plodder] });
  });
  afterEach(async () => {
    Date.now = clock;
    app.get(Plodder).release.resolve(undefined);
    await app.close();
    await emptyRedis(prefix);
  });

  const order = (id: string, { delayMs = 0, fails = false } = {}) =>
    app.get(JobQueue, { strict: false }).add(plod, { fails }, { id, delayMs });
  const look = async () => (await app.get(Backlogs, { strict: false }).look())[0];
  const inTwoMinutes = () => {
    Date.now = () => clock() + 120_000;
  };
  const isBusy = () =>
    eventually(async () => {
      const progress = await app.get(JobQueue, { strict: false }).progressOf(plod, 'the-first');
      expect(progress?.status).toBe('running');
    });

  it('is empty while orders are taken, also when some lie in the future', async () => {
    await order('later', { delayMs: 600_000 });
    expect(await look()).toEqual({ list: 'testing.plod', oldestAgeSeconds: null, limitSeconds: 60, late: false });
  });

  it('is late when its worker lives but gets on with nothing', async () => {
    await order('the-first');
    await isBusy();
    await order('waiting');
    inTwoMinutes();
    expect(await look()).toMatchObject({ oldestAgeSeconds: expect.any(Number), late: true });
  });

  it('counts orders whose moment has passed while nobody promoted them', async () => {
    await order('the-first');
    await isBusy();
    await order('put-off', { delayMs: 30_000 });
    inTwoMinutes();
    const state = await look();
    expect(state?.late).toBe(true);
    expect(state?.oldestAgeSeconds).toBeLessThanOrEqual(120);
  });

  it('shows how many have failed for good', async () => {
    await order('poison', { fails: true });
    await eventually(async () => {
      await look();
      expect((await metricsText()).body).toContain('crm_jobs_failed{job="testing.plod"} 1');
    });
  });
});
