import { Logger } from '@nestjs/common';
import { RedisConnection } from '@crm/redis';
import { testServers, uniqueName } from '@crm/testing';
import { Proxy } from '../../test/proxy.ts';
import { SignInLimit } from './sign-in-limit.ts';

describe(SignInLimit, () => {
  let proxy: Proxy;
  let redis: RedisConnection;
  let limit: SignInLimit;

  // Losing the connection is what these tests are about: it need not be reported.
  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  beforeEach(async () => {
    proxy = await Proxy.to(testServers().redisUrl);
    redis = await RedisConnection.open(proxy.url);
    limit = new SignInLimit(redis.client, `${uniqueName('limit')}.`, { perAccount: 2, perAddress: 3 });
  });
  afterEach(async () => {
    await redis.onApplicationShutdown();
    await proxy.stop();
  });

  it('counts what is tried at the same time', async () => {
    const attempts = Array.from({ length: 5 }, (_, i) => limit.begin('irina@crm.example', `10.0.0.${i}`));
    const refused = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(3);
  });

  it('counts the addresses apart from the accounts', async () => {
    for (const name of ['a', 'b', 'c']) await limit.begin(name, '10.0.0.1');
    await expect(limit.begin('d', '10.0.0.1')).rejects.toMatchObject({ code: 'too_many_requests' });
    await limit.begin('d', '10.0.0.2');
  });

  it('gives a successful attempt back', async () => {
    for (let i = 0; i < 10; i += 1) {
      await limit.begin('irina@crm.example', '10.0.0.1');
      await limit.succeeded('irina@crm.example', '10.0.0.1');
    }
  });

  it.each([
    { redisIs: 'frozen', takeAway: async () => proxy.freeze() },
    { redisIs: 'gone', takeAway: () => proxy.stop() },
  ])('lets nobody try while Redis is $redisIs, and does not keep him waiting', async ({ takeAway }) => {
    await takeAway();
    await expect(limit.begin('irina@crm.example', '10.0.0.1')).rejects.toMatchObject({ code: 'service_unavailable' });
  });
});
