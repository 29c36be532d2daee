import type { Provider } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { NestLogger, createLogger } from '@crm/observability';
import { RedisConnection, RedisModule } from '@crm/redis';
import { testServers } from '@crm/testing';
import { JobsModule } from '../src/index.ts';
import type { JobSettings } from '../src/job-settings.ts';

export interface JobAppOptions {
  readonly providers: Provider[];
  /** Applications of one prefix share their jobs, as processes of one service do. */
  readonly prefix: string;
  readonly redisUrl?: string;
  readonly settings?: Partial<JobSettings>;
}

/** What stands in for one process of a service. */
export async function startJobApp({ providers, prefix, redisUrl, settings }: JobAppOptions): Promise<TestingModule> {
  const url = redisUrl ?? testServers().redisUrl;
  const app = await Test.createTestingModule({
    imports: [RedisModule.forRoot({ url }), JobsModule.forRoot({ lockMs: 1000, ...settings, prefix })],
    providers,
  })
    .setLogger(new NestLogger(createLogger('test', 'fatal')))
    .compile();
  try {
    return await app.init();
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** In one script, as no schedule may be renewed while half of what belongs to it is still to be removed. */
const removeAll = `for _, key in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('DEL', key) end`;

/** Does to the jobs of one prefix what FLUSHALL does to all, which other tests would not survive: all at once. */
export async function emptyRedis(prefix: string): Promise<void> {
  const redis = await RedisConnection.open(testServers().redisUrl);
  await redis.client.eval(removeAll, { arguments: [`${prefix}:*`] });
  await redis.client.scriptFlush();
  await redis.onApplicationShutdown();
}

/** Removes what Redis keeps of one job, past BullMQ, which lets nobody remove the next run of a schedule. */
export async function removeJob(prefix: string, job: string, id: string): Promise<void> {
  const redis = await RedisConnection.open(testServers().redisUrl);
  await redis.client.multi().del(`${prefix}:${job}:${id}`).zRem(`${prefix}:${job}:delayed`, id).exec();
  await redis.onApplicationShutdown();
}
