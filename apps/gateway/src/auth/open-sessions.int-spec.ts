import type { OpenSession, OpenSessionPage, Session } from '@crm/contracts';
import { newId, toObjectId } from '@crm/persistence';
import { eventually } from '@crm/testing';
import { auditOf } from '../../test/account-audit.ts';
import { password, TestGateway } from '../../test/test-gateway.ts';
import { createHttpApp } from '../http/http-app.ts';
import { createLogger } from '@crm/observability';

const url = '/api/v1/me/sessions';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';

interface Device {
  readonly headers: { readonly authorization: string };
  readonly refreshToken: string;
}

describe('the sessions of an account', () => {
  let gateway: TestGateway;
  let email: string;
  let laptop: Device;
  let telephone: Device;

  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    ({ email } = await gateway.addAccount());
    laptop = await signIn(firefox, '10.0.0.7');
    telephone = await signIn('curl/8.10.1', '10.0.0.8');
  });

  async function signIn(userAgent: string, remoteAddress: string): Promise<Device> {
    const reply = await gateway.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in',
      payload: { email, password },
      headers: { 'user-agent': userAgent },
      remoteAddress,
    });
    const authorization = `Bearer ${reply.json<Session>().accessToken}`;
    return { headers: { authorization }, refreshToken: reply.cookies[0]?.value ?? '' };
  }
  const refresh = ({ refreshToken }: Device, userAgent = firefox) =>
    gateway.inject({
      method: 'POST',
      url: '/api/v1/auth/refresh',
      cookies: { crm_refresh: refreshToken },
      headers: { 'user-agent': userAgent },
    });
  const list = async ({ headers }: Device, query = '') =>
    (await gateway.inject({ url: `${url}${query}`, headers })).json<OpenSessionPage>();
  const read = ({ headers }: Device) => gateway.inject({ url: '/api/v1/me', headers });
  const end = ({ headers }: Pick<Device, 'headers'>, path = url) =>
    gateway.inject({ method: 'DELETE', url: path, headers });
  const idOf = async (device: Device): Promise<string> =>
    (await list(device)).data.find(({ current }) => current)?.id ?? '';

  it('are shown with the device in plain words, the one that asks marked, page by page', async () => {
    const [first, second] = (await list(laptop)).data as [OpenSession, OpenSession];
    expect(first).toMatchObject({ device: 'curl 8', address: '10.0.0.8', current: false });
    expect(second).toMatchObject({ device: 'Firefox 133, Linux', address: '10.0.0.7', current: true });
    const page = await list(laptop, '?limit=1&count=true');
    expect(page).toMatchObject({ data: [{ id: first.id }], total: 2 });
    const next = await list(laptop, `?limit=1&cursor=${page.page.nextCursor}`);
    expect(next).toMatchObject({ data: [{ id: second.id }], page: { hasMore: false } });
  });

  it('end one by one, with their access token and their refresh token', async () => {
    expect((await read(telephone)).statusCode).toBe(200);
    expect((await end(laptop, `${url}/${await idOf(telephone)}`)).statusCode).toBe(204);
    expect((await read(telephone)).statusCode).toBe(401);
    expect((await refresh(telephone, 'curl/8.10.1')).statusCode).toBe(401);
    expect((await read(laptop)).statusCode).toBe(200);
    expect((await refresh(laptop)).statusCode).toBe(200);
  });

  it('end all but the one that asks', async () => {
    expect((await end(laptop)).statusCode).toBe(204);
    expect((await read(telephone)).statusCode).toBe(401);
    expect((await list(laptop)).data).toEqual([expect.objectContaining({ current: true })]);
    expect((await refresh(laptop)).statusCode).toBe(200);
  });

  it('are nobody else’s to end or to see', async () => {
    const stranger = await gateway.signIn();
    const refused = await end(stranger, `${url}/${await idOf(laptop)}`);
    expect(refused.json()).toMatchObject({ status: 404, code: 'session.not_found' });
    const accountId = String((await gateway.connection.collection('accounts').findOne({ email }))?._id);
    const asAdministrator = await end(stranger, `/api/v1/accounts/${accountId}/sessions`);
    expect(asAdministrator.json()).toMatchObject({ code: 'forbidden' });
    expect((await end(laptop, `${url}/${newId()}`)).json()).toMatchObject({ code: 'session.not_found' });
    expect((await read(laptop)).statusCode).toBe(200);
  });

  it('are ended by administrators', async () => {
    const administrator = await gateway.signIn('administrator');
    const accountId = String((await gateway.connection.collection('accounts').findOne({ email }))?._id);
    const path = `/api/v1/accounts/${accountId}/sessions`;
    const seen = await gateway.inject({ url: path, headers: administrator.headers });
    expect(seen.json<OpenSessionPage>().data.map(({ current }) => current)).toEqual([false, false]);
    const one = await idOf(telephone);
    expect((await end(administrator, `${path}/${one}`)).statusCode).toBe(204);
    expect((await read(telephone)).statusCode).toBe(401);
    expect((await read(laptop)).statusCode).toBe(200);
    const because = { ...administrator.headers, 'x-change-reason': 'The%20laptop%20was%20stolen' };
    expect((await end({ headers: because }, path)).statusCode).toBe(204);
    expect((await read(laptop)).statusCode).toBe(401);
    expect((await auditOf(gateway, accountId)).slice(-2)).toMatchObject([
      { action: 'sessions-ended', actor: { accountId: administrator.session.me.accountId }, reason: null },
      { action: 'sessions-ended', reason: 'The laptop was stolen' },
    ]);
  });

  it('let nothing be changed any more at once, also where nobody has heard of their end', async () => {
    expect((await read(telephone)).statusCode).toBe(200);
    await gateway.connection.collection('open-sessions').deleteMany({ userAgent: 'curl/8.10.1' });
    expect((await end(telephone)).statusCode).toBe(401);
  });

  it('end in every process', async () => {
    const options = { logger: createLogger('gateway', 'silent'), queuePrefix: gateway.queuePrefix };
    const other = await createHttpApp(gateway.config, options);
    const readThere = () =>
      other.getHttpAdapter().getInstance().inject({ url: '/api/v1/me', headers: telephone.headers });
    expect((await readThere()).statusCode).toBe(200);
    await end(laptop);
    await eventually(async () => expect((await readThere()).statusCode).toBe(401));
    await other.close();
  });

  it('end for good while they are being refreshed', async () => {
    for (let round = 0; round < 10; round += 1) {
      const device = await signIn(firefox, '10.0.0.9');
      const id = await idOf(device);
      const [reply] = await Promise.all([refresh(device), end(laptop, `${url}/${id}`)]);
      const next = { ...device, refreshToken: reply.cookies[0]?.value ?? device.refreshToken };
      expect((await refresh(next)).statusCode).toBe(401);
      expect(await gateway.connection.collection('sessions').countDocuments({ familyId: toObjectId(id) })).toBe(0);
    }
  });

  it('survive two refreshes at once of the same program: both get a token that works', async () => {
    const replies = await Promise.all([refresh(laptop), refresh(laptop)]);
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    for (const { cookies } of replies) {
      expect((await refresh({ ...laptop, refreshToken: cookies[0]?.value ?? '' })).statusCode).toBe(200);
    }
  });

  it('end with a token that two programs use at once', async () => {
    const replies = await Promise.all([refresh(laptop), refresh(laptop, 'thief')]);
    expect(replies.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 401]);
    expect((await read(laptop)).statusCode).toBe(401);
  });

  it('last 14 days unused and 30 days in all, and are shown so', async () => {
    const [stored] = await gateway.connection
      .collection('sessions')
      .find({ tokenHash: { $exists: true } })
      .sort({ _id: -1 })
      .limit(1)
      .toArray();
    const days = (until: Date): number => (until.getTime() - (stored?.['createdAt'] as Date).getTime()) / 86_400_000;
    expect(days(stored?.['expiresAt'] as Date)).toBe(14);
    expect(days(stored?.['familyEndsAt'] as Date)).toBe(30);
    const [shown] = (await list(laptop)).data;
    expect(shown?.expiresAt).toBe((stored?.['expiresAt'] as Date).toISOString());
  });
});
