import { Injectable } from '@nestjs/common';
import { SeverableLink, eventually, testServers, uniqueName } from '@crm/testing';
import type { TestingModule } from '@nestjs/testing';
import { z } from 'zod';
import { emptyRedis, startJobApp } from '../test/job-app.ts';
import { PlainBull } from '../test/plain-bull.ts';
import { HandlesJob, JobQueue, defineJob, type JobRun } from './index.ts';

const work = defineJob({ name: 'testing.work', payload: z.strictObject({}) });

@Injectable()
class Work {
  readonly runs: JobRun[] = [];
  finished = 0;
  perform: (run: JobRun) => Promise<void> = async () => {};

  @HandlesJob(work)
  async work(_payload: object, run: JobRun): Promise<void> {
    this.runs.push(run);
    await this.perform(run);
    this.finished += 1;
  }
}

describe('a job whose process', () => {
  let prefix: string;
  let processes: TestingModule[];
  let links: SeverableLink[];
  let hanging: PromiseWithResolvers<void>;

  beforeEach(() => {
    prefix = uniqueName('jobs');
    processes = [];
    links = [];
    hanging = Promise.withResolvers();
  });
  afterEach(async () => {
    hanging.resolve();
    await Promise.all(processes.map((app) => app.close()));
    links.forEach((link) => link.sever());
    await emptyRedis(prefix);
  });

  async function start(perform: Work['perform'], options: { redisUrl?: string; closeMs?: number } = {}) {
    const { redisUrl = testServers().redisUrl, closeMs = 20_000 } = options;
    const app = await startJobApp({ prefix, providers: [Work], redisUrl, settings: { closeMs } });
    processes.push(app);
    const handler = app.get(Work);
    handler.perform = perform;
    return { app, handler, order: (id = 'work-1') => app.get(JobQueue, { strict: false }).add(work, {}, { id }) };
  }

  type Started = Awaited<ReturnType<typeof start>>;
  const begun = ({ handler }: Started) => eventually(() => expect(handler.runs).toHaveLength(1));

  it('B6: dies again and again is finished by one that lives', async () => {
    const doomed: Started[] = [];
    for (let death = 1; death <= 3; death += 1) {
      const link = await SeverableLink.to(testServers().redisUrl);
      links.push(link);
      const started = await start(() => hanging.promise, { redisUrl: link.url });
      doomed.push(started);
      if (death === 1) await started.order();
      await begun(started);
      // To Redis, a process that was killed and one that cannot be heard are the same.
      link.sever();
    }
    const survivor = await start(async () => {});
    await eventually(() => expect(survivor.handler.finished).toBe(1));

    // Those that were only cut off take orders again when they are heard again.
    hanging.resolve();
    await Promise.all(links.map((link) => link.mend()));
    let orders = 0;
    await eventually(async () => {
      await survivor.order(`further-${(orders += 1)}`);
      expect(doomed.map(({ handler }) => handler.runs.length > 1)).toEqual([true, true, true]);
    });
  });

  it('stops is continued by another at once, without counting the attempt', async () => {
    const first = await start(async ({ signal }) => {
      while (!signal.aborted) await new Promise(setImmediate);
      signal.throwIfAborted();
    });
    await first.order();
    await begun(first);
    const second = await start(async () => {});
    await first.app.close();
    await eventually(() => expect(second.handler.finished).toBe(1));
    expect(second.handler.runs).toMatchObject([{ attempt: 1 }]);
    expect(first.handler.finished).toBe(0);
  });

  it('stops is waited for', async () => {
    const first = await start(() => hanging.promise);
    await first.order();
    await begun(first);
    const closed = first.app.close();
    hanging.resolve();
    await closed;
    expect(first.handler.finished).toBe(1);
  });

  it('B10: stops without heeding it is abandoned in the end, and done by another', async () => {
    const first = await start(() => hanging.promise, { closeMs: 100 });
    await first.order();
    await begun(first);
    await first.app.close();
    const second = await start(async () => {});
    await eventually(() => expect(second.handler.finished).toBe(1));
  });
});

describe('plain BullMQ', () => {
  let plain: PlainBull;
  let hanging: PromiseWithResolvers<void>;
  let links: SeverableLink[];

  beforeEach(() => {
    plain = new PlainBull(uniqueName('plain'));
    hanging = Promise.withResolvers();
    links = [];
  });
  afterEach(async () => {
    hanging.resolve();
    await Promise.all(links.map((link) => link.mend()));
    await plain.end();
    links.forEach((link) => link.sever());
  });

  it('B6: fails a job for good when its worker has died for the second time', async () => {
    const queue = await plain.queue();
    const quickly = { lockDuration: 500, stalledInterval: 250 };
    const job = await queue.add('work', {}, { jobId: 'work-1', attempts: 10 });
    for (let death = 1; death <= 2; death += 1) {
      const link = await SeverableLink.to(testServers().redisUrl);
      links.push(link);
      const begun = Promise.withResolvers<undefined>();
      await plain.worker(
        async () => {
          begun.resolve(undefined);
          await hanging.promise;
        },
        quickly,
        link.url,
      );
      await begun.promise;
      link.sever();
    }
    let finished = 0;
    await plain.worker(async () => void (finished += 1), quickly);
    await eventually(async () => expect(await job.getState()).toBe('failed'));
    expect(finished).toBe(0);
  });

  it('B10: waits for a running job without end when it is closed', async () => {
    const queue = await plain.queue();
    const begun = Promise.withResolvers<undefined>();
    const worker = await plain.worker(async () => {
      begun.resolve(undefined);
      await hanging.promise;
    });
    await queue.add('work', {});
    await begun.promise;
    let isClosed = false;
    const closed = worker.close().then(() => (isClosed = true));
    // Ours is told to stop with a limit meanwhile, and has: nothing of the kind ends this one.
    const limited = await plain.worker(async () => {});
    await limited.close();
    expect(isClosed).toBe(false);
    hanging.resolve();
    await closed;
  });
});
