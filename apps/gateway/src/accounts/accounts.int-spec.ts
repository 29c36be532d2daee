import { hash } from '@node-rs/argon2';
import {
  type Account,
  type AccountPage,
  type CreatedApiKey,
  Employee,
  getEmployee,
  listEmployees,
  type OpenSessionPage,
  type Session,
} from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { newId, toObjectId } from '@crm/persistence';
import { eventually } from '@crm/testing';
import { auditOf, inShort } from '../../test/account-audit.ts';
import { departmentId, password, type SignedIn, TestGateway } from '../../test/test-gateway.ts';
import { AccountRepository } from '../auth/account.repository.ts';
import { AccessNotices } from '../auth/notices/access-notices.service.ts';
import { AccessNoticeWorker } from '../auth/notices/access-notice.worker.ts';
import { type MailCatcher, startMailCatcher } from '../../../../tools/mail-catcher/mail-catcher.ts';

const chosen = 'seven quiet lanterns over ice';
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe('accounts', () => {
  let catcher: MailCatcher;
  let gateway: TestGateway;
  let admin: SignedIn;
  let unknownEmployeeId: string;

  beforeAll(async () => {
    catcher = await startMailCatcher();
    const mail = { SMTP_URL: catcher.url, MAIL_FROM: 'CRM <crm@firm.example>', PUBLIC_URL: 'https://crm.firm.example' };
    gateway = await TestGateway.start(undefined, mail);
    gateway.service('clients').answer(getEmployee, ({ employeeId }) => {
      if (employeeId === unknownEmployeeId) throw new DomainError('employee.not_found');
      return Employee.parse({
        ...{ id: employeeId, name: 'Anna', email: null, positionId: null, departmentId },
        ...{ timeZone: 'Europe/Moscow', status: 'active', version: 1, workingHours: [], skills: {}, capacity: {} },
      });
    });
    gateway.service('clients').answer(listEmployees, () => ({ data: [], page: { nextCursor: null, hasMore: false } }));
  });
  beforeEach(async () => {
    await gateway.connection.collection('accounts').deleteMany({});
    admin = await gateway.signIn('administrator');
  });
  afterAll(async () => {
    await gateway.stop();
    await catcher.stop();
  });

  type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
  interface Given {
    readonly payload?: object;
    readonly headers?: Record<string, string>;
    readonly as?: SignedIn;
  }
  const ask = (method: Method, url: string, { payload, headers, as = admin }: Given = {}) =>
    gateway.inject({
      method,
      url: `/api/v1${url}`,
      headers: { ...as.headers, ...headers },
      ...(payload && { payload }),
    });
  const publicly = (url: string, payload: object, remoteAddress = '10.1.0.1') =>
    gateway.inject({ method: 'POST', url: `/api/v1/auth/${url}`, payload, remoteAddress });
  const signIn = (email: string, given: string) => publicly('sign-in', { email, password: given });

  const tokensTo = (email: string): string[] =>
    catcher.letters
      .filter(({ to }) => to.includes(email))
      .flatMap(({ source }) => /password#([\w-]{43})/.exec(source.replace(/=\r?\n/g, ''))?.[1] ?? []);
  const letterTo = (email: string, number = 1): Promise<string> =>
    eventually(() => {
      const token = tokensTo(email)[number - 1];
      if (!token) throw new Error(`No letter ${number} to ${email}`);
      return Promise.resolve(token);
    });
  const invitation = (email: string) => ({ email, role: 'manager', employeeId: newId() });
  const invite = async (email: string): Promise<Account> =>
    (await ask('POST', '/accounts', { payload: invitation(email) })).json<Account>();
  const accountOf = async (email: string) =>
    (await ask('GET', `/accounts?search=${email}`)).json<AccountPage>().data[0];

  it('let an invited employee in who has set a password by the link of the letter, once', async () => {
    const account = await invite('anna@firm.example');
    expect(account).toMatchObject({ status: 'invited', role: 'manager', version: 1 });
    const token = await letterTo('anna@firm.example');
    expect(await gateway.connection.collection('account-links').findOne({ tokenHashes: token })).toBeNull();
    expect((await publicly('link', { token })).json()).toMatchObject({
      purpose: 'invitation',
      email: 'anna@firm.example',
    });
    expect((await publicly('link/password', { token, password: chosen })).statusCode).toBe(204);
    expect((await signIn('anna@firm.example', chosen)).statusCode).toBe(200);
    const again = await publicly('link/password', { token, password: 'another quiet lantern at noon' });
    expect([again.statusCode, again.json<object>()]).toEqual([
      410,
      expect.objectContaining({ code: 'account.link_invalid' }),
    ]);
  });

  it('have every change in the audit with who made it, from where and why, and nothing of a password', async () => {
    const payload = invitation('audited@firm.example');
    const headers = { 'x-change-reason': 'New%20colleague' };
    const { id } = (await ask('POST', '/accounts', { payload, headers })).json<Account>();
    await letterTo(payload.email);
    await ask('POST', `/accounts/${id}/invitation`);
    const token = await letterTo(payload.email, 2);
    await publicly('link/password', { token, password: chosen });
    await ask('PATCH', `/accounts/${id}`, { payload: { role: 'head' } });
    const cookies = { crm_refresh: (await signIn(payload.email, chosen)).cookies[0]?.value ?? '' };
    await gateway.inject({ method: 'POST', url: '/api/v1/auth/sign-out', cookies });
    await signIn(payload.email, chosen);
    await ask('PATCH', `/accounts/${id}`, { payload: { status: 'disabled' } });
    await ask('PATCH', `/accounts/${id}`, { payload: { status: 'active' } });
    await publicly('password-reset', { email: payload.email });
    const reset = { token: await letterTo(payload.email, 3), password: 'another quiet lantern at noon' };
    await publicly('link/password', reset);
    const { accessToken } = (await signIn(payload.email, reset.password)).json<Session>();
    const change = { current: reset.password, password: chosen };
    const bearer = { authorization: `Bearer ${accessToken}` };
    await gateway.inject({ method: 'POST', url: '/api/v1/auth/password', payload: change, headers: bearer });
    const entries = await auditOf(gateway, id);
    const moment = expect.stringMatching(/^20/) as string;
    const { employeeId, email } = payload;
    expect(entries.map(inShort)).toEqual([
      ['created', { email, employeeId, invitedAt: moment, passwordKnown: false, role: 'manager', status: 'invited' }],
      ['changed', { invitedAt: moment }],
      ['changed', { passwordSetAt: moment, passwordSetBy: 'invitation', status: 'active' }],
      ['changed', { role: 'head' }],
      ['signed-in', { means: 'password' }],
      ['signed-out', { session: expect.any(String) as string }],
      ['signed-in', { means: 'password' }],
      ['sessions-ended', { sessions: 1 }],
      ['changed', { status: 'disabled' }],
      ['changed', { status: 'active' }],
      ['changed', { passwordSetAt: moment, passwordSetBy: 'reset' }],
      ['signed-in', { means: 'password' }],
      ['sessions-ended', { sessions: 1 }],
      ['changed', { passwordSetAt: moment, passwordSetBy: 'owner' }],
      ['signed-in', { means: 'password' }],
    ]);
    const administrator = admin.session.me.accountId;
    const by = entries.map(({ actor }) => actor?.accountId);
    expect([0, 1, 3, 7, 8].map((index) => by[index])).toEqual(Array(5).fill(administrator));
    expect([2, 4, 5, 10, 13].map((index) => by[index])).toEqual(Array(5).fill(id));
    expect(entries[0]).toMatchObject({
      reason: 'New colleague',
      address: '127.0.0.1',
      requestId: expect.any(String) as string,
    });
    expect(entries[2]).toMatchObject({ address: '10.1.0.1' });
    const personal = entries.flatMap(({ changes }) => changes.filter((one) => one.personal).map(({ field }) => field));
    expect(personal).toEqual(['email']);
    const stored = JSON.stringify(await gateway.connection.collection('audit').find().toArray());
    for (const secret of ['argon2', chosen, token, reset.token]) expect(stored).not.toContain(secret);
  });

  it('leave the audit of what was withdrawn', async () => {
    const { id } = await invite('withdrawn@firm.example');
    await ask('DELETE', `/accounts/${id}/invitation`);
    expect((await auditOf(gateway, id)).map(({ action }) => action)).toEqual(['created', 'deleted']);
  });

  it('invite once under one key, and nobody who has an account', async () => {
    const payload = invitation('twice@firm.example');
    const headers = { 'idempotency-key': 'invite-twice' };
    const first = await ask('POST', '/accounts', { payload, headers });
    const second = await ask('POST', '/accounts', { payload, headers });
    expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
    expect(second.json()).toEqual(first.json());
    const other = await ask('POST', '/accounts', { payload });
    expect(other.json()).toMatchObject({ status: 409, code: 'account.exists', details: { field: 'email' } });
  });

  it('are one for each employee, also when two invitations come at once; a closed one makes room', async () => {
    for (const round of [1, 2, 3, 4]) {
      const [one, two] = [invitation(`one${round}@firm.example`), invitation(`two${round}@firm.example`)];
      const payloads = [one, { ...two, employeeId: one.employeeId }];
      const replies = await Promise.all(payloads.map((payload) => ask('POST', '/accounts', { payload })));
      expect(replies.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409]);
      const refused = replies.find(({ statusCode }) => statusCode === 409);
      expect(refused?.json()).toMatchObject({ code: 'account.exists', errors: [{ pointer: '/employeeId' }] });
    }
    const { email, employeeId } = await gateway.addAccount();
    const { id = '' } = (await accountOf(email)) ?? {};
    const moved = { ...invitation('moved@firm.example'), employeeId };
    expect((await ask('POST', '/accounts', { payload: moved })).statusCode).toBe(409);
    await ask('PATCH', `/accounts/${id}`, { payload: { status: 'disabled' } });
    expect((await ask('POST', '/accounts', { payload: moved })).statusCode).toBe(201);
    const reopened = await ask('PATCH', `/accounts/${id}`, { payload: { status: 'active' } });
    expect(reopened.json()).toMatchObject({ code: 'account.exists', details: { field: 'status' } });
    await expect(
      gateway.app
        .get(AccountRepository)
        .add({ email: 'third@firm.example', passwordHash: '', role: 'manager', employeeId }, new Date()),
    ).rejects.toMatchObject({ code: 'account.exists', details: { field: 'employeeId' } });
  });

  it('forget the earlier link when the invitation is sent again, and every link when it is withdrawn', async () => {
    const { id } = await invite('slow@firm.example');
    const first = await letterTo('slow@firm.example');
    expect((await ask('POST', `/accounts/${id}/invitation`)).statusCode).toBe(202);
    const second = await letterTo('slow@firm.example', 2);
    expect((await publicly('link', { token: first })).statusCode).toBe(410);
    expect((await publicly('link', { token: second })).statusCode).toBe(200);
    expect((await ask('DELETE', `/accounts/${id}/invitation`)).statusCode).toBe(204);
    expect((await publicly('link', { token: second })).statusCode).toBe(410);
    expect((await ask('GET', `/accounts/${id}`)).json()).toMatchObject({ code: 'account.not_found' });
  });

  it('refuse a password that is easily guessed or too short, with the field', async () => {
    await invite('weak@firm.example');
    const token = await letterTo('weak@firm.example');
    const common = await publicly('link/password', { token, password: 'password12345' });
    expect(common.json()).toMatchObject({ status: 422, code: 'password.common', details: { field: 'password' } });
    const short = await publicly('link/password', { token, password: 'short' });
    expect(short.json()).toMatchObject({ code: 'invalid', errors: [{ pointer: '/password', code: 'too_small' }] });
  });

  it('are listed page by page, and are no affair of others', async () => {
    for (const name of ['b', 'a', 'c']) await gateway.signIn('manager').then(() => invite(`page-${name}@firm.example`));
    const first = (await ask('GET', '/accounts?search=page-&limit=2')).json<AccountPage>();
    const second = await ask('GET', `/accounts?search=page-&limit=2&cursor=${String(first.page.nextCursor)}`);
    const found = [...first.data, ...second.json<AccountPage>().data].map(({ email }) => email);
    expect(found).toEqual(['page-a@firm.example', 'page-b@firm.example', 'page-c@firm.example']);
    const manager = await gateway.signIn('manager');
    for (const reply of [
      await ask('GET', '/accounts', { as: manager }),
      await ask('POST', '/accounts', { as: manager, payload: invitation('x@firm.example') }),
      await ask('PATCH', `/accounts/${newId()}`, { as: manager, payload: { status: 'disabled' } }),
    ])
      expect(reply.statusCode).toBe(403);
  });

  it('end with their sessions when they are disabled, and open again', async () => {
    const { email } = await gateway.addAccount();
    const cookies = { crm_refresh: (await signIn(email, password)).cookies[0]?.value ?? '' };
    const account = await accountOf(email);
    const url = `/accounts/${String(account?.id)}`;
    const stale = await ask('PATCH', url, { payload: { status: 'disabled' }, headers: { 'if-match': '"7"' } });
    expect([stale.statusCode, stale.json<object>()]).toEqual([
      412,
      expect.objectContaining({ code: 'version_conflict' }),
    ]);
    const disabled = await ask('PATCH', url, { payload: { status: 'disabled' }, headers: { 'if-match': '"1"' } });
    expect([disabled.statusCode, disabled.headers.etag]).toEqual([200, '"2"']);
    expect((await gateway.inject({ method: 'POST', url: '/api/v1/auth/refresh', cookies })).statusCode).toBe(401);
    expect((await signIn(email, password)).json()).toMatchObject({ code: 'sign_in_failed' });
    await ask('PATCH', url, { payload: { status: 'active' } });
    expect((await signIn(email, password)).statusCode).toBe(200);
  });

  it('keep one administrator when two demote each other at once', async () => {
    for (const _round of [1, 2, 3, 4, 5]) {
      await gateway.connection.collection('accounts').deleteMany({});
      const [one, two] = [await gateway.signIn('administrator'), await gateway.signIn('administrator')];
      const demote = (as: SignedIn, whom: SignedIn) =>
        ask('PATCH', `/accounts/${whom.session.me.accountId}`, { as, payload: { role: 'manager' } });
      const replies = await Promise.all([demote(one, two), demote(two, one)]);
      expect(await gateway.connection.collection('accounts').countDocuments({ role: 'administrator' })).toBe(1);
      const refused = replies.find(({ statusCode }) => statusCode !== 200);
      expect(['account.last_administrator', 'forbidden']).toContain(refused?.json<{ code: string }>().code);
    }
  });

  it.each([
    [{ status: 'disabled' }, 'status'],
    [{ role: 'director' }, 'role'],
  ])('keep the last administrator: %j', async (payload, field) => {
    const reply = await ask('PATCH', `/accounts/${admin.session.me.accountId}`, { payload });
    expect(reply.json()).toMatchObject({ status: 409, code: 'account.last_administrator', details: { field } });
  });

  it('change their own password, which ends the other sessions', async () => {
    const { email } = await gateway.addAccount();
    const other = { crm_refresh: (await signIn(email, password)).cookies[0]?.value ?? '' };
    const { accessToken } = (await signIn(email, password)).json<Session>();
    const change = (current: string) =>
      gateway.inject({
        method: 'POST',
        url: '/api/v1/auth/password',
        payload: { current, password: chosen },
        headers: { authorization: `Bearer ${accessToken}` },
      });
    expect((await change('not my password')).json()).toMatchObject({
      code: 'password.wrong',
      details: { field: 'current' },
    });
    const changed = await change(password);
    const renew = (cookies: Record<string, string>) =>
      gateway.inject({ method: 'POST', url: '/api/v1/auth/refresh', cookies });
    expect((await renew(other)).statusCode).toBe(401);
    expect((await renew({ crm_refresh: changed.cookies[0]?.value ?? '' })).statusCode).toBe(200);
    expect((await signIn(email, chosen)).statusCode).toBe(200);
  });

  it('tell their owner once of each key and session that an administrator ends, and of none that he ends himself', async () => {
    const boris = await gateway.signIn();
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';
    const payload = { email: boris.email, password };
    const headers = { 'user-agent': firefox };
    for (const remoteAddress of ['10.3.0.1', '10.3.0.2'])
      await gateway.inject({ method: 'POST', url: '/api/v1/auth/sign-in', payload, headers, remoteAddress });
    const makeKey = async (name: string) => {
      const key = { name, grants: ['client:read'], expiresAt: inDays(30), current: password };
      return (await ask('POST', '/me/api-keys', { payload: key, as: boris })).json<CreatedApiKey>().apiKey.id;
    };
    await ask('DELETE', `/me/api-keys/${await makeKey('Mine')}`, { as: boris });
    const { data } = (await ask('GET', '/me/sessions', { as: boris })).json<OpenSessionPage>();
    await ask('DELETE', `/me/sessions/${data.find(({ address }) => address === '10.3.0.1')?.id}`, { as: boris });

    const of = `/accounts/${boris.session.me.accountId}`;
    const because = { headers: { 'x-change-reason': 'The%20laptop%20was%20stolen' } };
    const key = `${of}/api-keys/${await makeKey('Shop <1>')}`;
    const ended = [await ask('DELETE', key, because), await ask('DELETE', key, because)];
    expect(ended.map(({ statusCode }) => statusCode)).toEqual([204, 404]);
    const last = `${of}/sessions/${data.find(({ address }) => address === '10.3.0.2')?.id}`;
    for (const url of [last, `${of}/sessions`, `${of}/sessions`]) await ask('DELETE', url);

    const letters = await eventually(() => {
      const found = catcher.letters.filter(({ to }) => to.includes(boris.email));
      expect(found).toHaveLength(3);
      return Promise.resolve(found);
    });
    expect(letters.map(({ subject }) => subject).toSorted()).toEqual([
      'You were signed out of the CRM',
      'You were signed out of the CRM',
      'Your API key for the CRM was revoked',
    ]);
    const told = letters.map(({ source }) => source.replace(/=\r?\n/g, '')).join('\n');
    for (const part of ['- Shop <1>', 'Why: The laptop was stolen', '- Firefox 133, Linux, 10.3.0.2', '127.0.0.1'])
      expect(told).toContain(part);
    expect(told).toMatch(/When: \d+ \w+ \d{4} at \d\d:\d\d \(Europe\/Moscow\)/);
    expect(told).toContain(`Who: Name of ${admin.employeeId}`);
    for (const own of ['Mine', '10.3.0.1']) expect(told).not.toContain(own);
    const accountId = toObjectId(boris.session.me.accountId);
    const notices = gateway.connection.collection('access-notices');
    await eventually(async () =>
      expect((await notices.find({ accountId }).toArray()).map(({ status }) => String(status))).toEqual(
        Array(3).fill('sent'),
      ),
    );
  });

  it('tell him also when the process dies before it orders the letter, in UTC when nobody knows his time zone', async () => {
    const boris = await gateway.signIn();
    unknownEmployeeId = boris.employeeId;
    const orders = gateway.app.get(AccessNotices);
    orders.order = () => {};
    await ask('PATCH', `/accounts/${boris.session.me.accountId}`, { payload: { status: 'disabled' } });
    Reflect.deleteProperty(orders, 'order');
    const notices = gateway.connection.collection('access-notices');
    const lost = { status: 'scheduled' };
    expect(await notices.findOne(lost)).toMatchObject({ ended: [{ address: '127.0.0.1' }], reason: null });
    await notices.updateMany(lost, { $set: { dueAt: new Date(Date.now() - 60_000) } });
    const { rounds } = gateway.app.get(AccessNoticeWorker);
    await Promise.all([rounds.makeUp(), rounds.makeUp()]);
    await eventually(async () => expect(await notices.findOne(lost)).toBeNull());
    await rounds.makeUp();
    const letters = catcher.letters.filter(({ to }) => to.includes(boris.email));
    expect(letters.map(({ source }) => source.includes('(UTC)'))).toEqual([true]);
  });

  it('get a new password by a letter; who has no account gets the same answer and no letter', async () => {
    const { email } = await gateway.addAccount();
    const known = await publicly('password-reset', { email });
    const unknown = await publicly('password-reset', { email: 'nobody@firm.example' });
    expect([known.statusCode, known.body]).toEqual([202, '']);
    expect([unknown.statusCode, unknown.body]).toEqual([known.statusCode, known.body]);
    const token = await letterTo(email);
    expect((await publicly('link/password', { token, password: chosen })).statusCode).toBe(204);
    expect((await signIn(email, chosen)).statusCode).toBe(200);
    await eventually(async () => {
      const link = await gateway.connection.collection('account-links').findOne({ email: 'nobody@firm.example' });
      expect(link).toMatchObject({ status: 'failed', failure: 'no_account' });
    });
    expect(tokensTo('nobody@firm.example')).toEqual([]);
  });

  it('are not asked for a new password more than three times in a quarter of an hour', async () => {
    const { email } = await gateway.addAccount();
    const replies = [];
    for (const last of [1, 2, 3, 4]) replies.push(await publicly('password-reset', { email }, `10.2.0.${last}`));
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202, 429]);
    expect(Number(replies[3]?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('hash a password anew at sign-in when it was hashed by weaker parameters', async () => {
    const { email } = await gateway.addAccount();
    const weak = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    const accounts = gateway.connection.collection('accounts');
    await accounts.updateOne({ email }, { $set: { passwordHash: weak } });
    expect((await signIn(email, password)).statusCode).toBe(200);
    expect((await accounts.findOne({ email }))?.['passwordHash']).toContain('$m=19456,t=2,p=1$');
    expect((await signIn(email, password)).statusCode).toBe(200);
  });
});
