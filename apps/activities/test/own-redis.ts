import { testServers } from '@crm/testing';

/**
 * Lets the spec file work in a Redis database of its own, which it may empty without disturbing others. To be called
 * before the service is started.
 */
export function useOwnRedisDatabase(number: number): void {
  const url = new URL(testServers().redisUrl);
  url.pathname = `/${number}`;
  process.env.REDIS_URL = url.href;
}
