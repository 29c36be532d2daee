import { TOTP } from 'otpauth';
import {
  changeRole,
  type CreatedApiKey,
  previewRole,
  type Problem,
  type RecoveryCodes,
  resolveActor,
  type Role,
  type RolePreview,
  type SecondFactorSecret,
  type Session,
} from '@crm/contracts';
import { eventually } from '@crm/testing';
import { Clock, DomainError } from '@crm/kernel';
import { auditOf } from '../../test/account-audit.ts';
import { irina, password, type SignedIn, TestGateway } from '../../test/test-gateway.ts';
import { CallerDirectory } from '../auth/caller-directory.ts';

const HALF_MINUTE_MS = 30_000;

describe('a second factor', () => {
  let gateway: TestGateway;
  let administrator: SignedIn;
  let anna: SignedIn;
  let secret: string;
  let recoveryCodes: readonly string[];
  /** The gateway's clock is ahead by so much: a code is good for half a minute and once only. */
  let aheadMs = 0;

  beforeAll(async () => {
    gateway = await TestGateway.start();
    for (const clock of gateway.app.get(Clock, { strict: false, each: true }))
      clock.now = () => new Date(Date.now() + aheadMs);
    administrator = await gateway.signIn('administrator');
  });
  beforeEach(async () => {
    anna = await gateway.signIn();
    secret = (await begin(anna)).json<SecondFactorSecret>().secret;
    recoveryCodes = (await confirm(anna, nextCode())).json<RecoveryCodes>().codes;
  });
  afterAll(() => gateway.stop());

  /** A code of the following half minute, so that it has not been used yet. */
  function nextCode(): string {
    aheadMs += HALF_MINUTE_MS;
    return codeNow();
  }
  const codeNow = () => new TOTP({ secret }).generate({ timestamp: Date.now() + aheadMs });
  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    gateway.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers, remoteAddress: '10.3.0.1' });
  const begin = ({ headers }: SignedIn, current = password) => post('/me/second-factor', { current }, headers);
  const confirm = ({ headers }: SignedIn, code: string) => post('/me/second-factor/confirmation', { code }, headers);
  const state = async ({ headers }: SignedIn) =>
    (await gateway.inject({ url: '/api/v1/me/second-factor', headers })).json<object>();
  const signIn = ({ email }: SignedIn, given = password) => post('/auth/sign-in', { email, password: given });
  async function firstHalf(of: SignedIn): Promise<string> {
    const reply = await signIn(of);
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([401, 'second_factor.required']);
    expect(reply.cookies).toEqual([]);
    return String(reply.json<Problem>().details?.['token']);
  }
  const finish = (token: string, code: string, remoteAddress = '10.3.0.1') =>
    gateway.inject({ method: 'POST', url: '/api/v1/auth/second-step', payload: { token, code }, remoteAddress });
  const codeOf = (reply: Awaited<ReturnType<typeof post>>) => reply.json<Problem>().code;

  it('asks for a code after the password, and lets its owner in with it', async () => {
    const reply = await finish(await firstHalf(anna), nextCode());
    expect(reply.statusCode).toBe(200);
    const { accessToken } = reply.json<Session>();
    const me = await gateway.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${accessToken}` } });
    expect(me.json()).toMatchObject({ email: anna.email });
    expect(await state(anna)).toEqual({ on: true, since: expect.any(String), recoveryCodesLeft: 10 });
  });

  it('takes each code once, and the token of the first half once', async () => {
    const code = nextCode();
    const token = await firstHalf(anna);
    expect((await finish(token, code)).statusCode).toBe(200);
    expect(codeOf(await finish(await firstHalf(anna), code))).toBe('second_factor.code_wrong');
    expect(codeOf(await finish(token, nextCode()))).toBe('second_factor.step_over');
  });

  it('takes a code of two at once only once', async () => {
    const tokens = [await firstHalf(anna), await firstHalf(anna)];
    const code = nextCode();
    const replies = await Promise.all(tokens.map((token) => finish(token, code)));
    expect(replies.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 422]);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const [code = ''] = recoveryCodes;
    expect((await finish(await firstHalf(anna), code.toLowerCase().replaceAll('-', ' '))).statusCode).toBe(200);
    expect(codeOf(await finish(await firstHalf(anna), code))).toBe('second_factor.code_wrong');
    expect(await state(anna)).toMatchObject({ recoveryCodesLeft: 9 });
  });

  it('stores neither its secret nor its recovery codes as they are', async () => {
    const { accountId } = anna.session.me;
    const stored = JSON.stringify(await gateway.connection.collection('second-factors').find().toArray());
    expect(stored).toContain(accountId);
    for (const known of [secret, ...recoveryCodes]) expect(stored).not.toContain(known);
  });

  it('slows down whoever guesses codes, from wherever', async () => {
    const token = await firstHalf(anna);
    const replies = [];
    for (const last of [1, 2, 3, 4, 5, 6]) replies.push(await finish(token, '000000', `10.4.0.${last}`));
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([422, 422, 422, 422, 422, 429]);
    expect((await finish(token, nextCode(), '10.4.0.7')).statusCode).toBe(429);
  });

  it('forgets a first half whose password has changed since', async () => {
    const token = await firstHalf(anna);
    const change = { current: password, password: 'seven quiet lanterns over ice' };
    expect((await post('/auth/password', change, anna.headers)).statusCode).toBe(200);
    expect(codeOf(await finish(token, nextCode()))).toBe('second_factor.step_over');
  });

  it('is not begun without the password, nor twice, nor on by a wrong code', async () => {
    expect(codeOf(await begin(anna))).toBe('second_factor.on');
    const boris = await gateway.signIn();
    expect(codeOf(await begin(boris, 'not my password'))).toBe('password.wrong');
    expect(codeOf(await confirm(boris, '123456'))).toBe('second_factor.off');
    await begin(boris);
    expect(codeOf(await confirm(boris, '000000'))).toBe('second_factor.code_wrong');
    expect((await signIn(boris)).statusCode).toBe(200);
  });

  it('is switched off with the password and a code', async () => {
    const remove = (current: string, code: string) =>
      post('/me/second-factor/removal', { current, code }, anna.headers);
    expect(codeOf(await remove('not my password', nextCode()))).toBe('password.wrong');
    expect(codeOf(await remove(password, '000000'))).toBe('second_factor.code_wrong');
    expect((await remove(password, nextCode())).statusCode).toBe(204);
    expect((await signIn(anna)).statusCode).toBe(200);
  });

  it('gets other recovery codes, and those before are worth nothing', async () => {
    const proof = { current: password, code: nextCode() };
    const { codes } = (await post('/me/second-factor/recovery-codes', proof, anna.headers)).json<RecoveryCodes>();
    expect(codeOf(await finish(await firstHalf(anna), recoveryCodes[0] ?? ''))).toBe('second_factor.code_wrong');
    expect((await finish(await firstHalf(anna), codes[0] ?? '')).statusCode).toBe(200);
  });

  it('is reset by an administrator, but not by himself, and its owner signs in again', async () => {
    const { accountId } = anna.session.me;
    const found = await gateway.inject({ url: `/api/v1/accounts/${accountId}`, headers: administrator.headers });
    expect(found.json()).toMatchObject({ secondFactor: true });
    const reset = (id: string, { headers }: SignedIn) =>
      gateway.inject({ method: 'DELETE', url: `/api/v1/accounts/${id}/second-factor`, headers });
    expect((await reset(accountId, anna)).statusCode).toBe(403);
    expect(codeOf(await reset(administrator.session.me.accountId, administrator))).toBe('second_factor.own');
    expect((await reset(accountId, administrator)).statusCode).toBe(204);
    await eventually(async () => {
      expect((await gateway.inject({ url: '/api/v1/me', headers: anna.headers })).statusCode).toBe(401);
    });
    expect((await signIn(anna)).statusCode).toBe(200);
  });

  it('is in the audit from its first code to its end, without its secret and its codes', async () => {
    const { accountId } = anna.session.me;
    const proof = () => ({ current: password, code: nextCode() });
    const renewed = await post('/me/second-factor/recovery-codes', proof(), anna.headers);
    await post('/me/second-factor/removal', proof(), anna.headers);
    const second = (await begin(anna)).json<SecondFactorSecret>();
    secret = second.secret;
    await confirm(anna, nextCode());
    const { headers } = administrator;
    await gateway.inject({ method: 'DELETE', url: `/api/v1/accounts/${accountId}/second-factor`, headers });
    const entries = await auditOf(gateway, accountId);
    expect(entries.map(({ action }) => action)).toEqual([
      ...['created', 'signed-in', 'second-factor-added', 'recovery-codes-made', 'second-factor-removed'],
      ...['second-factor-added', 'second-factor-reset', 'sessions-ended'],
    ]);
    expect(entries.map(({ actor }) => actor?.accountId).slice(2)).toEqual([
      ...[accountId, accountId, accountId, accountId],
      ...[administrator.session.me.accountId, administrator.session.me.accountId],
    ]);
    const stored = JSON.stringify(await gateway.connection.collection('audit').find().toArray());
    for (const known of [secret, ...recoveryCodes, ...renewed.json<RecoveryCodes>().codes])
      expect(stored).not.toContain(known);
  });

  describe('that a role asks for', () => {
    const ruled = new Set<Role>();
    beforeAll(() => {
      gateway.service('clients').answer(resolveActor, ({ employeeId, role }) => ({
        ...irina({ employeeId, role }),
        ...(ruled.has(role) && { secondFactorRequired: true as const }),
      }));
    });
    afterEach(() => ask());

    /** Makes these roles ask for one, and every process hear of it. */
    function ask(...roles: Role[]): void {
      ruled.clear();
      for (const role of roles) ruled.add(role);
      gateway.app.get(CallerDirectory).doubtAll();
    }
    const get = async (url: string, headers: Record<string, string>) => {
      const reply = await gateway.inject({ url: `/api/v1${url}`, headers });
      return [reply.statusCode, reply.statusCode === 200 ? 'ok' : codeOf(reply)];
    };
    const needed = [403, 'second_factor.needed'];

    it('lets its accounts in only far enough to set one up, from the next request on', async () => {
      const boris = await gateway.signIn('marketer');
      expect(await get('/me/sessions', boris.headers)).toEqual([200, 'ok']);
      ask('marketer');
      for (const url of ['/me/sessions', '/roles', '/me/api-keys'])
        expect(await get(url, boris.headers)).toEqual(needed);
      expect(codeOf(await post('/clients', { kind: 'person', name: 'Anna' }, boris.headers))).toBe(needed[1]);
      for (const url of ['/me', '/me/second-factor']) expect(await get(url, boris.headers)).toEqual([200, 'ok']);
      secret = (await begin(boris)).json<SecondFactorSecret>().secret;
      expect((await confirm(boris, nextCode())).statusCode).toBe(200);
      expect(await get('/me/sessions', boris.headers)).toEqual([200, 'ok']);
      const denied = (await auditOf(gateway, boris.session.me.accountId)).map(({ action }) => action);
      expect(denied).not.toContain('refused');
    });

    it('is shown again by sessions that were opened without it', async () => {
      const boris = await gateway.signIn('marketer');
      const signedIn = await signIn(boris);
      const other = { authorization: `Bearer ${signedIn.json<Session>().accessToken}` };
      secret = (await begin(boris)).json<SecondFactorSecret>().secret;
      await confirm(boris, nextCode());
      expect(await get('/me/sessions', other)).toEqual([200, 'ok']);
      ask('marketer');
      expect(await get('/me/sessions', boris.headers)).toEqual([200, 'ok']);
      expect(await get('/me/sessions', other)).toEqual([401, 'unauthenticated']);
      const cookies = { crm_refresh: signedIn.cookies[0]?.value ?? '' };
      const refresh = () => gateway.inject({ method: 'POST', url: '/api/v1/auth/refresh', cookies });
      expect((await refresh()).statusCode).toBe(401);
      ask();
      expect((await refresh()).statusCode).toBe(200);
    });

    it('is needed again once it is switched off, and kept by a new password', async () => {
      ask('manager');
      const change = { current: password, password: 'seven quiet lanterns over ice' };
      const changed = (await post('/auth/password', change, anna.headers)).json<Session>();
      const headers = { authorization: `Bearer ${changed.accessToken}` };
      expect(await get('/me/sessions', headers)).toEqual([200, 'ok']);
      const removal = { current: change.password, code: nextCode() };
      expect((await post('/me/second-factor/removal', removal, headers)).statusCode).toBe(204);
      expect(await get('/me/sessions', headers)).toEqual(needed);
    });

    it('stops the keys of those who have none', async () => {
      const boris = await gateway.signIn('integration');
      const expiresAt = new Date(Date.now() + aheadMs + 86_400_000).toISOString();
      const wanted = { name: 'Exchange', grants: ['load'], expiresAt, current: password };
      const { key } = (await post('/me/api-keys', wanted, boris.headers)).json<CreatedApiKey>();
      const headers = { authorization: `Bearer ${key}` };
      expect(await get('/me', headers)).toEqual([200, 'ok']);
      ask('integration');
      expect(await get('/me', headers)).toEqual(needed);
      secret = (await begin(boris)).json<SecondFactorSecret>().secret;
      await confirm(boris, nextCode());
      expect(await get('/me', headers)).toEqual([200, 'ok']);
    });

    it('is not asked for by somebody who has none himself; who would be concerned is counted', async () => {
      const difference = { given: [], taken: [], scopes: [], version: 1 };
      const asked: unknown[] = [];
      gateway
        .service('clients')
        .answer(previewRole, ({ role }) => ({ role, ...difference, secondFactorRequired: true }))
        .answer(changeRole, ({ role, change }) => {
          asked.push(role);
          throw new DomainError('forbidden', change);
        });
      const { headers } = administrator;
      const preview = (role: Role) => post(`/roles/${role}/preview`, { secondFactorRequired: true }, headers);
      const change = (role: Role, secondFactorRequired = true) =>
        gateway.inject({ method: 'PATCH', url: `/api/v1/roles/${role}`, payload: { secondFactorRequired }, headers });
      const [before, without] = [(await preview('head')).json<RolePreview>(), await gateway.signIn('head')];
      const having = await gateway.signIn('head');
      secret = (await begin(having)).json<SecondFactorSecret>().secret;
      await confirm(having, nextCode());
      await begin(without);
      const after = (await preview('head')).json<RolePreview>();
      expect([after.accounts - before.accounts, after.withoutSecondFactor - before.withoutSecondFactor]).toEqual([
        2, 1,
      ]);
      for (const reply of [await preview('administrator'), await change('administrator')]) {
        expect(codeOf(reply)).toBe('second_factor.own_first');
        expect(reply.json<Problem>().errors).toMatchObject([{ pointer: '/secondFactorRequired' }]);
      }
      await change('administrator', false);
      await change('head');
      secret = (await begin(administrator)).json<SecondFactorSecret>().secret;
      await confirm(administrator, nextCode());
      await change('administrator');
      expect(asked).toEqual(['administrator', 'head', 'administrator']);
    });
  });
});
