import { RedisConnection } from '@crm/redis';

/** Cards that are weighed. */
const SAMPLE = 500;

/** How many bytes of Redis' memory a kept card takes, with its key and all that Redis adds; a line for people. */
export async function keptInRedis(url: string): Promise<string> {
  const redis = await RedisConnection.open(url);
  try {
    const bytes: number[] = [];
    for await (const keys of redis.client.scanIterator({ MATCH: 'kept-card:*', COUNT: SAMPLE })) {
      for (const key of keys) bytes.push((await redis.client.memoryUsage(key)) ?? 0);
      if (bytes.length >= SAMPLE) break;
    }
    const average = bytes.reduce((sum, one) => sum + one, 0) / bytes.length;
    return `A kept card takes ${(average / 1024).toFixed(1)} KiB in Redis (${bytes.length} weighed)`;
  } finally {
    await redis.onApplicationShutdown();
  }
}
