import { Injectable } from '@nestjs/common';
import { RedisConnection } from '@crm/redis';
import { SeverableLink, eventually, testServers, uniqueName } from '@crm/testing';
import type { TestingModule } from '@nestjs/testing';
import type { Queue } from 'bullmq';
import { z } from 'zod';
import { emptyRedis, startJobApp } from '../test/job-app.ts';
import { PlainBull } from '../test/plain-bull.ts';
import { BullQueues } from './bull-queues.ts';
import { HandlesJob, JobPostponed, JobQueue, defineJob, type JobRun } from './index.ts';

const say = defineJob({ name: 'testing.say', payload: z.strictObject({ word: z.string() }) });

@Injectable()
class Speaker {
  readonly said: string[] = [];
  behave: (run: JobRun) => Promise<void> | void = () => {};

  @HandlesJob(say)
  async say({ word }: z.output<typeof say.payload>, run: JobRun): Promise<void> {
    await this.behave(run);
    this.said.push(word);
  }
}

const clock = Date.now;

describe('what BullMQ does, and what becomes of it here', () => {
  let prefix: string;
  let plain: PlainBull;
  let plainQueue: Queue;
  let app: TestingModule;
  let jobs: JobQueue;
  let speaker: Speaker;

  beforeEach(async () => {
    prefix = uniqueName('jobs');
    plain = new PlainBull(uniqueName('plain'));
    plainQueue = await plain.queue();
    app = await startJobApp({ prefix, providers: [Speaker] });
    jobs = app.get(JobQueue, { strict: false });
    speaker = app.get(Speaker);
  });
  afterEach(async () => {
    Date.now = clock;
    await app.close();
    await plain.end();
    await emptyRedis(prefix);
  });

  const said = (...words: string[]) => eventually(() => expect(speaker.said).toEqual(words));
  const order = (word: string, id: string, delayMs = 0) => jobs.add(say, { word }, { id, delayMs });

  describe('B1: a known id is ignored without a word', () => {
    it('plain: the returned job even shows what was not stored', async () => {
      await plainQueue.add('say', { word: 'first' }, { jobId: 'say-1' });
      const second = await plainQueue.add('say', { word: 'second' }, { jobId: 'say-1' });
      expect(second.data).toEqual({ word: 'second' });
      expect((await plainQueue.getJob('say-1'))?.data).toEqual({ word: 'first' });
    });

    it('ours: an order returns no job that could mislead, and a new version is a new id', async () => {
      await order('first', 'say-1-v1');
      await said('first');
      await order('ignored', 'say-1-v1');
      await order('second', 'say-1-v2');
      await said('first', 'second');
    });
  });

  describe('B2: an id that was removed runs again', () => {
    it('plain: with removeOnComplete', async () => {
      const ran: unknown[] = [];
      await plain.worker(async ({ data }) => ran.push(data));
      const options = { jobId: 'say-1', removeOnComplete: true };
      await plainQueue.add('say', 'once', options);
      await eventually(() => expect(ran).toEqual(['once']));
      await eventually(async () => {
        await plainQueue.add('say', 'again', options);
        expect(ran).toContain('again');
      });
    });

    it('ours: a finished id stays known for a day', async () => {
      await order('once', 'say-1');
      await said('once');
      await order('again', 'say-1');
      await order('other', 'say-2');
      await said('once', 'other');
    });
  });

  describe('B3: a delayed job keeps its first delay', () => {
    it('plain: also when it is added again without one', async () => {
      await plainQueue.add('say', {}, { jobId: 'say-1', delay: 60_000 });
      await plainQueue.add('say', {}, { jobId: 'say-1', delay: 0 });
      expect(await (await plainQueue.getJob('say-1'))?.getState()).toBe('delayed');
    });

    it('ours: another moment is another version, and the stale order can be cancelled', async () => {
      await order('late', 'say-1-v1', 60_000);
      await order('now', 'say-1-v2');
      await jobs.cancel(say, 'say-1-v1');
      await said('now');
      expect(await jobs.progressOf(say, 'say-1-v1')).toBeNull();
    });
  });

  describe('B4: a running job cannot be removed', () => {
    it('plain: it goes on', async () => {
      const release = Promise.withResolvers<undefined>();
      let ended = false;
      await plain.worker(async () => {
        await release.promise;
        ended = true;
      });
      const job = await plainQueue.add('say', {}, { jobId: 'say-1' });
      await eventually(async () => expect(await job.getState()).toBe('active'));
      expect(await plainQueue.remove('say-1')).toBe(0);
      release.resolve(undefined);
      await eventually(() => expect(ended).toBe(true));
    });

    it('ours: its signal tells it, and no further attempt is made', async () => {
      const reasons: unknown[] = [];
      let runs = 0;
      speaker.behave = async ({ signal }) => {
        runs += 1;
        while (!signal.aborted) await new Promise(setImmediate);
        reasons.push(signal.reason);
        signal.throwIfAborted();
      };
      await order('never', 'say-1');
      await eventually(() => expect(runs).toBe(1));
      await jobs.cancel(say, 'say-1');
      await eventually(async () => expect(await jobs.progressOf(say, 'say-1')).toMatchObject({ status: 'failed' }));
      expect(reasons.map(String)).toEqual(['JobCancelled: The job was cancelled']);
      expect(speaker.said).toEqual([]);
    });
  });

  describe('B5: FLUSHALL', () => {
    it('plain: a delayed job is gone for ever', async () => {
      const job = await plainQueue.add('say', {}, { jobId: 'say-1', delay: 60_000 });
      const redis = await RedisConnection.open(testServers().redisUrl);
      await redis.client.del(await redis.client.keys(`${plainQueue.toKey('')}*`));
      await redis.onApplicationShutdown();
      expect(await job.getState()).toBe('unknown');
    });

    it('ours: the worker goes on, and what is ordered again runs', async () => {
      await order('lost', 'say-1', 60_000);
      await emptyRedis(prefix);
      await order('lost', 'say-1');
      await said('lost');
    });
  });

  describe('B7: whether a job is due is judged by the clock of its worker', () => {
    const hurryClocks = () => {
      Date.now = () => clock() + 3_600_000;
    };

    it('plain: a fast one runs it early', async () => {
      const ran: unknown[] = [];
      await plainQueue.add('say', 'early', { jobId: 'say-1', delay: 1_800_000 });
      hurryClocks();
      await plain.worker(async ({ data }) => ran.push(data));
      await eventually(() => expect(ran).toEqual(['early']));
    });

    it('ours: the handler asks the clock of the database, and puts the job off without losing an attempt', async () => {
      const attempts: number[] = [];
      let isDue = false;
      speaker.behave = ({ attempt }) => {
        attempts.push(attempt);
        if (!isDue) throw new JobPostponed(1);
      };
      await order('in time', 'say-1', 1_800_000);
      hurryClocks();
      // Whatever is ordered next wakes the worker, which promotes what it takes to be due.
      await order('in time', 'say-2');
      await eventually(() => expect(attempts.length).toBeGreaterThan(4));
      expect(speaker.said).toEqual([]);
      isDue = true;
      await said('in time', 'in time');
      expect(new Set(attempts)).toEqual(new Set([1]));
    });
  });

  describe('B8: ids of some forms mean something to BullMQ', () => {
    it('plain: takes three parts between colons, and no number', async () => {
      await expect(plainQueue.add('say', {}, { jobId: 'a:b:c' })).resolves.toBeDefined();
      await expect(plainQueue.add('say', {}, { jobId: '7' })).rejects.toThrow();
    });

    it('plain: lays a job on top of one of its own lists', async () => {
      await plainQueue.add('say', {}, { jobId: 'delayed' });
      await expect(plainQueue.add('say', {}, { delay: 60_000 })).rejects.toThrow('WRONGTYPE');
    });

    it.each(['a:b:c', 'a:b', '7', '-7', '', 'delayed', 'wait'])('ours: refuses "%s"', async (id) => {
      await expect(order('nothing', id)).rejects.toThrow('cannot be the id of a job');
    });
  });

  describe('B9: a Redis that evicts', () => {
    let evicting: SeverableLink;

    beforeEach(async () => {
      // A real Redis; only what it says of its policy is another on the way.
      const policyAndNextLetter = /maxmemory_policy:noeviction\r\n./;
      evicting = await SeverableLink.to(testServers().redisUrl, (answer) =>
        answer.replace(policyAndNextLetter, 'maxmemory_policy:allkeys-lru\r\n'),
      );
    });
    afterEach(() => evicting.sever());

    it('plain: warns on the screen, and takes orders for it to lose', async () => {
      const warnings: string[] = [];
      const { warn } = console;
      console.warn = (text: string) => void warnings.push(text);
      try {
        const queue = await plain.queue('testing.plain', evicting.url);
        await expect(queue.add('say', {}, { jobId: 'say-1' })).resolves.toMatchObject({ id: 'say-1' });
        expect(warnings).toContainEqual(expect.stringContaining('Eviction policy is allkeys-lru'));
      } finally {
        console.warn = warn;
      }
    });

    it('ours: a program does not start with it', async () => {
      const start = startJobApp({ prefix, providers: [], redisUrl: evicting.url });
      await expect(start).rejects.toThrow('set maxmemory-policy noeviction');
    });
  });

  it('B11: recurring jobs are schedulers, of which BullMQ 6 keeps one for each job', async () => {
    await jobs.every(say, { word: 'daily' }, 86_400_000);
    await jobs.every(say, { word: 'daily' }, 43_200_000);
    const known = await app.get(BullQueues, { strict: false }).of(say).getJobSchedulers();
    expect(known).toMatchObject([{ key: 'testing.say', every: 43_200_000 }]);
  });
});
