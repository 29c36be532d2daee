import { type ApiKeyPage, Client, type CreatedApiKey, getClient, listClients } from '@crm/contracts';
import { currentActor } from '@crm/access';
import { Clock } from '@crm/kernel';
import { newId } from '@crm/persistence';
import { eventually } from '@crm/testing';
import { auditOf, inShort } from '../../test/account-audit.ts';
import { aClient } from '../../test/records.ts';
import { password, type SignedIn, TestGateway } from '../../test/test-gateway.ts';
import { hashOfApiKey } from '../auth/api-keys/api-key.ts';
import { EmployeeAccess } from '../auth/employee-access.service.ts';

const DAY_MS = 86_400_000;
const soon = () => new Date(Date.now() + 30 * DAY_MS).toISOString();

describe('API keys', () => {
  let gateway: TestGateway;
  let anna: SignedIn;
  let aheadMs = 0;
  const actors: ReturnType<typeof currentActor>[] = [];

  beforeAll(async () => {
    gateway = await TestGateway.start(undefined, { READS_PER_MINUTE: 10 });
    for (const clock of gateway.app.get(Clock, { strict: false, each: true }))
      clock.now = () => new Date(Date.now() + aheadMs);
    gateway.service('clients').answer(listClients, () => {
      actors.push(currentActor());
      return { data: [], page: { nextCursor: null, hasMore: false } };
    });
    gateway.service('clients').answer(getClient, ({ clientId }) => Client.parse({ ...aClient(), id: clientId }));
  });
  beforeEach(async () => {
    aheadMs = 0;
    actors.length = 0;
    anna = await gateway.signIn('administrator');
  });
  afterAll(() => gateway.stop());

  const wanted = (given: object = {}) => ({
    ...{ name: 'Exchange with the shop', grants: ['client:read'], expiresAt: soon(), current: password },
    ...given,
  });
  const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, options: { key?: string; payload?: object } = {}) =>
    gateway.inject({
      method,
      url: `/api/v1${url}`,
      headers: options.key === undefined ? anna.headers : { authorization: `Bearer ${options.key}` },
      ...(options.payload && { payload: options.payload }),
    });
  const create = (given: object = {}) => ask('POST', '/me/api-keys', { payload: wanted(given) });
  const created = async (given: object = {}) => (await create(given)).json<CreatedApiKey>();
  const list = async () => (await ask('GET', '/me/api-keys')).json<ApiKeyPage>().data;
  const codeOf = (reply: Awaited<ReturnType<typeof ask>>) => reply.json<{ code: string }>().code;

  it('are shown once, and stored as a hash alone', async () => {
    const reply = await create();
    expect(reply.statusCode).toBe(201);
    const { key, apiKey } = reply.json<CreatedApiKey>();
    expect(key).toMatch(/^crm_[\w-]{43}$/);
    expect(await list()).toEqual([apiKey]);
    expect(JSON.stringify(await list())).not.toContain(key);
    expect(JSON.stringify(await gateway.connection.collection('api-keys').find().toArray())).not.toContain(key);
  });

  it('let a program act for their owner within what was granted, as the services learn from the token', async () => {
    const { key } = await created({ grants: ['client:read'] });
    expect((await ask('GET', '/clients', { key })).statusCode).toBe(200);
    expect(actors[0]).toMatchObject({
      employeeId: anna.employeeId,
      permissions: [],
      scopes: { client: { read: 'all', change: 'none' }, deal: { read: 'none', change: 'none' } },
    });
    await ask('GET', '/clients');
    expect(actors[1]?.permissions).toContain('administer');
  });

  it.each([
    ['GET', '/accounts'],
    ['GET', '/system/backlogs'],
    ['GET', '/me/sessions'],
    ['DELETE', '/me/sessions'],
    ['GET', '/me/api-keys'],
    ['POST', '/me/api-keys'],
    ['GET', '/me/second-factor'],
    ['POST', '/auth/password'],
  ] as const)('open nothing of their owner or the system: %s %s', async (method, url) => {
    const { key } = await created({ grants: ['client:read', 'client:change', 'load'] });
    const reply = await ask(method, url, { key, ...(method === 'POST' && { payload: wanted() }) });
    expect([reply.statusCode, codeOf(reply)]).toEqual([403, 'forbidden']);
  });

  it('are refused from the moment they are revoked, for reading as well', async () => {
    const { key, apiKey } = await created();
    expect((await ask('GET', '/clients', { key })).statusCode).toBe(200);
    expect((await ask('DELETE', `/me/api-keys/${apiKey.id}`)).statusCode).toBe(204);
    const write = await ask('POST', '/clients', { key, payload: { kind: 'person', name: 'Boris' } });
    expect(codeOf(write)).toBe('unauthenticated');
    expect(codeOf(await ask('GET', '/clients', { key }))).toBe('unauthenticated');
    expect(codeOf(await ask('DELETE', `/me/api-keys/${apiKey.id}`))).toBe('api_key.not_found');
  });

  it('are not revoked by somebody else', async () => {
    const { apiKey } = await created();
    const boris = await gateway.signIn();
    const url = `/api/v1/me/api-keys/${apiKey.id}`;
    const reply = await gateway.inject({ method: 'DELETE', url, headers: boris.headers });
    expect(reply.statusCode).toBe(404);
    expect(await list()).toHaveLength(1);
  });

  it('are seen and revoked by administrators, who say why, and made by nobody but their owner', async () => {
    const boris = await gateway.signIn();
    const headers = { ...boris.headers };
    const made = await gateway.inject({ method: 'POST', url: '/api/v1/me/api-keys', headers, payload: wanted() });
    const { key, apiKey } = made.json<CreatedApiKey>();
    expect((await ask('GET', '/clients', { key })).statusCode).toBe(200);
    const path = `/accounts/${boris.session.me.accountId}/api-keys`;
    const seen = await ask('GET', path);
    expect(seen.json<ApiKeyPage>().data).toMatchObject([{ id: apiKey.id, name: apiKey.name, grants: apiKey.grants }]);
    expect(seen.body).not.toContain(key);
    expect(codeOf(await gateway.inject({ url: `/api/v1${path}`, headers }))).toBe('forbidden');
    expect((await ask('POST', path, { payload: wanted() })).statusCode).toBe(404);
    expect(codeOf(await ask('DELETE', `/accounts/${anna.session.me.accountId}/api-keys/${apiKey.id}`))).toBe(
      'api_key.not_found',
    );
    const revoked = await gateway.inject({
      method: 'DELETE',
      url: `/api/v1${path}/${apiKey.id}`,
      headers: { ...anna.headers, 'x-change-reason': encodeURIComponent('Ключ в открытом репозитории') },
    });
    expect(revoked.statusCode).toBe(204);
    expect(codeOf(await ask('GET', '/clients', { key }))).toBe('unauthenticated');
    const entry = (await auditOf(gateway, boris.session.me.accountId)).at(-1);
    expect(entry).toMatchObject({
      action: 'api-key-revoked',
      actor: { accountId: anna.session.me.accountId },
      reason: 'Ключ в открытом репозитории',
    });
  });

  it('are in the audit with what they grant, made at once as well, and without the key', async () => {
    const [one, two] = await Promise.all([created(), created({ grants: ['deal:read'] })]);
    await ask('DELETE', `/me/api-keys/${one.apiKey.id}`);
    await gateway.app.get(EmployeeAccess).end(anna.employeeId);
    const entries = await auditOf(gateway, anna.session.me.accountId);
    const told = entries.map(inShort);
    const facts = ({ id, name, grants, expiresAt }: CreatedApiKey['apiKey']) => ({ key: id, name, grants, expiresAt });
    expect(told.slice(2, 4)).toEqual(
      expect.arrayContaining([
        ['api-key-made', facts(one.apiKey)],
        ['api-key-made', facts(two.apiKey)],
      ]),
    );
    expect(told.slice(4)).toEqual([
      ['api-key-revoked', { key: one.apiKey.id }],
      ['api-key-revoked', { keys: 1 }],
      ['sessions-ended', { sessions: 1 }],
    ]);
    expect(entries.slice(2, 5).map(({ actor }) => actor?.employeeId)).toEqual(Array(3).fill(anna.employeeId));
    const stored = JSON.stringify(await gateway.connection.collection('audit').find().toArray());
    for (const { key, apiKey } of [one, two])
      for (const secret of [key, apiKey.beginning, hashOfApiKey(key)]) expect(stored).not.toContain(secret);
  });

  it('end with the employment, and stop while the account is disabled', async () => {
    const { key } = await created();
    const accounts = gateway.connection.collection('accounts');
    await accounts.updateOne({ email: anna.email }, { $set: { status: 'disabled' } });
    const write = await ask('POST', '/clients', { key, payload: { kind: 'person', name: 'Boris' } });
    expect(codeOf(write)).toBe('unauthenticated');
    await accounts.updateOne({ email: anna.email }, { $set: { status: 'active' } });
    expect((await ask('GET', '/clients', { key })).statusCode).toBe(200);
    await gateway.app.get(EmployeeAccess).end(anna.employeeId);
    expect(codeOf(await ask('GET', '/clients', { key }))).toBe('unauthenticated');
    expect(
      await gateway.connection
        .collection('api-keys')
        .countDocuments({ name: wanted().name, beginning: key.slice(0, 8) }),
    ).toBe(0);
  });

  it('end when they expire', async () => {
    const { key } = await created({ expiresAt: new Date(Date.now() + 60_000).toISOString() });
    expect((await ask('GET', '/clients', { key })).statusCode).toBe(200);
    aheadMs = 61_000;
    expect(codeOf(await ask('GET', '/clients', { key }))).toBe('unauthenticated');
  });

  it('tell when and where from they were last used, written once a minute at most', async () => {
    const { key } = await created();
    expect((await list())[0]).toMatchObject({ lastUsedAt: null, lastUsedFrom: null });
    await ask('GET', '/clients', { key });
    const first = await eventually(async () => {
      const [found] = await list();
      expect(found).toMatchObject({ lastUsedAt: expect.any(String), lastUsedFrom: '127.0.0.1' });
      return found?.lastUsedAt;
    });
    aheadMs = 59_000;
    await ask('GET', '/clients', { key });
    aheadMs = 61_000;
    await ask('GET', '/clients', { key });
    await eventually(async () => {
      const [found] = await list();
      expect(Date.parse(found?.lastUsedAt ?? '') - Date.parse(first ?? '')).toBeGreaterThanOrEqual(60_000);
    });
  });

  it('count their requests by themselves', async () => {
    const [one, other] = [await created(), await created()];
    const statuses: number[] = [];
    for (let asked = 0; asked < 11; asked += 1) statuses.push((await ask('GET', '/clients', one)).statusCode);
    expect(statuses.slice(-2)).toEqual([200, 429]);
    expect((await ask('GET', '/clients', other)).statusCode).toBe(200);
    expect((await ask('GET', '/clients')).statusCode).toBe(200);
  });

  it.each([
    [{ current: 'not my password' }, 422, 'password.wrong'],
    [{ expiresAt: '2020-01-01T00:00:00.000Z' }, 422, 'api_key.expiry'],
    [{ expiresAt: new Date(Date.now() + 400 * DAY_MS).toISOString() }, 422, 'api_key.expiry'],
    [{ grants: [] }, 400, 'invalid'],
    [{ grants: ['client:read', 'client:read'] }, 400, 'invalid'],
    [{ grants: ['administer'] }, 400, 'invalid'],
  ])('are not made of %j', async (given, status, code) => {
    const reply = await create(given);
    expect([reply.statusCode, codeOf(reply)]).toEqual([status, code]);
  });

  it('are ten at most', async () => {
    for (let made = 0; made < 10; made += 1) expect((await create()).statusCode).toBe(201);
    expect(codeOf(await create())).toBe('api_key.too_many');
  });

  it.each(['crm_', `crm_${'a'.repeat(43)}`, `crm_${newId()}`])('that are none let nobody in: %s', async (key) => {
    expect(codeOf(await ask('GET', '/clients', { key }))).toBe('unauthenticated');
  });
});
