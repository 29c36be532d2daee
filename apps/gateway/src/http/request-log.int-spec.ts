import { getClient, listClients } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { eventually } from '@crm/testing';
import { type SignedIn, TestGateway } from '../../test/test-gateway.ts';

interface Line {
  readonly level: string;
  readonly requestId?: string;
  readonly context?: string;
}

describe('the log of requests', () => {
  const lines: string[] = [];
  let gateway: TestGateway;
  let irina: SignedIn;

  beforeAll(async () => {
    gateway = await TestGateway.start({ write: (line) => void lines.push(line) });
    irina = await gateway.signIn();
  });
  afterAll(() => gateway.stop());

  /** Without those of the services, which a test runs in the same process. */
  const linesOf = (requestId: string): Line[] =>
    lines
      .map((line) => JSON.parse(line) as Line)
      .filter((line) => line.requestId === requestId && line.context !== 'Server');

  it('has one line for each, which holds nothing of the caller', async () => {
    gateway.service('clients').answer(listClients, () => ({ data: [], page: { nextCursor: null, hasMore: false } }));
    const headers = { ...irina.headers, 'x-request-id': 'once' };
    await gateway.inject({ url: '/api/v1/clients?search=secret', headers });
    await eventually(() =>
      expect(linesOf('once')).toEqual([
        expect.objectContaining({
          level: 'info',
          method: 'GET',
          route: '/api/v1/clients',
          status: 200,
          ms: expect.any(Number),
        }),
      ]),
    );
    expect(lines.join('')).not.toContain('secret');
    expect(lines.join('')).not.toContain(irina.session.accessToken);
  });

  it('has the cause of a failure of ours', async () => {
    gateway.service('clients').answer(getClient, () => {
      throw new TypeError('the insides');
    });
    await gateway.inject({
      url: `/api/v1/clients/${newId()}`,
      headers: { ...irina.headers, 'x-request-id': 'failed' },
    });
    await eventually(() => expect(linesOf('failed').map(({ level }) => level)).toEqual(['error', 'info']));
  });

  it('is silent about probes', async () => {
    const before = lines.length;
    expect((await gateway.inject({ url: '/livez' })).statusCode).toBe(200);
    expect((await gateway.inject({ url: '/metrics' })).body).toContain('crm_http_duration_seconds_bucket');
    expect(lines.slice(before)).toEqual([]);
  });
});
