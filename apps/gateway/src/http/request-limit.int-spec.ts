import { Logger } from '@nestjs/common';
import { RedisConnection } from '@crm/redis';
import { testServers, uniqueName } from '@crm/testing';
import { listClients } from '@crm/contracts';
import { Proxy } from '../../test/proxy.ts';
import { TestGateway } from '../../test/test-gateway.ts';
import { RequestLimit } from './request-limit.ts';

const limits = { reads: 3, writes: 2, programReads: 5, programWrites: 4, strangers: 2 };

describe(RequestLimit, () => {
  let proxy: Proxy;
  let redis: RedisConnection;
  let prefix: string;
  let limit: RequestLimit;

  // Losing the connection is what these tests are about: it need not be reported.
  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  beforeEach(async () => {
    proxy = await Proxy.to(testServers().redisUrl);
    redis = await RedisConnection.open(proxy.url);
    prefix = `${uniqueName('limit')}.`;
    limit = new RequestLimit(redis.client, prefix, limits);
  });
  afterEach(async () => {
    await redis.onApplicationShutdown();
    await proxy.stop();
  });

  it('is one for all copies of the gateway, also for what is asked at the same time', async () => {
    const other = new RequestLimit(redis.client, prefix, limits);
    const asked = Array.from({ length: 8 }, (_, index) =>
      (index % 2 === 0 ? limit : other).count({ policy: 'reads', key: 'irina' }),
    );
    expect((await Promise.all(asked)).filter((standing) => standing?.exceeded)).toHaveLength(5);
  });

  it('goes on saying so to whoever asks above it, and says when to come back', async () => {
    for (let i = 0; i < 5; i += 1) await limit.count({ policy: 'reads', key: 'irina' });
    const standing = await limit.count({ policy: 'reads', key: 'irina' });
    expect(standing).toMatchObject({ policy: 'reads', limit: 3, remaining: 0, exceeded: true });
    expect(standing?.resetSeconds).toBeGreaterThan(0);
    expect(standing?.resetSeconds).toBeLessThanOrEqual(60);
  });

  it('counts nothing where it is 0', async () => {
    const none = new RequestLimit(redis.client, prefix, { ...limits, reads: 0 });
    expect(await none.count({ policy: 'reads', key: 'irina' })).toBeUndefined();
  });

  it.each([
    { redisIs: 'frozen', takeAway: async () => proxy.freeze() },
    { redisIs: 'gone', takeAway: () => proxy.stop() },
  ])('is kept by each copy for itself while Redis is $redisIs', async ({ takeAway }) => {
    await takeAway();
    const standings = [];
    for (let i = 0; i < 4; i += 1) standings.push(await limit.count({ policy: 'reads', key: 'irina' }));
    expect(standings.map((standing) => standing?.exceeded)).toEqual([false, false, false, true]);
  });
});

describe('the gateway', () => {
  const ownPage = 'https://crm.example';
  const proxyAddress = '10.1.1.1';
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start(undefined, {
      READS_PER_MINUTE: 3,
      WRITES_PER_MINUTE: 2,
      PROGRAM_READS_PER_MINUTE: 5,
      STRANGER_REQUESTS_PER_MINUTE: 20,
      TRUST_PROXY: [proxyAddress],
      CORS_ORIGINS: [ownPage],
    });
    gateway.service('clients').answer(listClients, () => ({ data: [], page: { nextCursor: null, hasMore: false } }));
  });
  afterAll(() => gateway.stop());

  const statuses = async (times: number, ask: () => Promise<{ statusCode: number }>): Promise<number[]> => {
    const seen: number[] = [];
    for (let i = 0; i < times; i += 1) seen.push((await ask()).statusCode);
    return seen;
  };

  it('limits each account, whatever others of the same address do, and tells it where it stands', async () => {
    const [irina, oleg, program] = [
      await gateway.signIn(),
      await gateway.signIn(),
      await gateway.signIn('integration'),
    ];
    const read = ({ headers }: { headers: { authorization: string } }) =>
      gateway.inject({ url: '/api/v1/clients', headers });
    const first = await read(irina);
    expect(first.headers).toMatchObject({ 'ratelimit-policy': '"reads";q=3;w=60', ratelimit: '"reads";r=2;t=60' });
    expect(await statuses(2, () => read(irina))).toEqual([200, 200]);
    const refused = await read(irina);
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ code: 'too_many_requests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await read(oleg)).statusCode).toBe(200);
    expect(await statuses(6, () => read(program))).toEqual([200, 200, 200, 200, 200, 429]);
    const write = () => gateway.inject({ method: 'POST', url: '/api/v1/clients', payload: {}, headers: irina.headers });
    expect(await statuses(3, write)).toEqual([400, 400, 429]);
  });

  it('counts guesses of tokens by the address, which X-Forwarded-For does not change', async () => {
    let guess = 0;
    const ask = () => {
      guess += 1;
      const headers = { authorization: 'Bearer a.b.c', 'x-forwarded-for': `10.0.0.${guess}` };
      return gateway.inject({ url: '/api/v1/me', headers, remoteAddress: '10.9.9.9' });
    };
    expect(await statuses(20, ask)).toEqual(Array<number>(20).fill(401));
    expect((await ask()).statusCode).toBe(429);
    expect((await gateway.inject({ url: '/api/v1/me', remoteAddress: '10.9.9.8' })).statusCode).toBe(401);
    expect((await gateway.inject({ url: '/livez', remoteAddress: '10.9.9.9' })).statusCode).not.toBe(429);
  });

  it('counts strangers behind the proxy that it trusts by the address that the proxy names', async () => {
    const ask = (stranger: string) =>
      gateway.inject({ url: '/api/v1/me', headers: { 'x-forwarded-for': stranger }, remoteAddress: proxyAddress });
    expect(await statuses(20, () => ask('10.2.2.2'))).toEqual(Array<number>(20).fill(401));
    expect((await ask('10.2.2.2')).statusCode).toBe(429);
    expect((await ask('10.2.2.3')).statusCode).toBe(401);
    // What somebody puts before the address that the proxy adds is not believed.
    expect((await ask('10.8.8.8, 10.2.2.2')).statusCode).toBe(429);
  });

  describe('asked by the page of another origin', () => {
    const preflight = (origin: string) =>
      gateway.inject({
        method: 'OPTIONS',
        url: '/api/v1/clients',
        headers: {
          origin,
          'access-control-request-method': 'PATCH',
          'access-control-request-headers': 'authorization,content-type,if-match,idempotency-key',
        },
        remoteAddress: '10.3.3.3',
      });

    it('lets it in when it is in the list, with what it needs to change a record', async () => {
      const { statusCode, headers } = await preflight(ownPage);
      expect(statusCode).toBe(204);
      expect(headers).toMatchObject({
        'access-control-allow-origin': ownPage,
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': 'authorization,content-type,if-match,idempotency-key',
      });
      expect(headers['access-control-allow-methods']).toBe('GET, HEAD, POST, PATCH, DELETE');
      expect(headers.vary).toMatch(/origin/i);
      const read = await gateway.inject({ url: '/api/v1/me', headers: { origin: ownPage }, remoteAddress: '10.3.3.3' });
      expect(read.headers).toMatchObject({ 'access-control-allow-origin': ownPage });
      expect(read.headers['access-control-expose-headers']).toMatch(/ETag.*RateLimit/);
    });

    it.each(['https://crm.example.evil.test', 'http://crm.example', 'null'])('keeps %s out', async (origin) => {
      const { headers } = await preflight(origin);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      const read = await gateway.inject({ url: '/api/v1/me', headers: { origin }, remoteAddress: '10.3.3.3' });
      expect(read.headers).not.toHaveProperty('access-control-allow-origin');
    });
  });
});
