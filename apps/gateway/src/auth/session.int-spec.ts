import { type Problem, resolveActor } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { irina, password, TestGateway } from '../../test/test-gateway.ts';
import { CallerDirectory } from './caller-directory.ts';

const signInUrl = '/api/v1/auth/sign-in';
const refreshUrl = '/api/v1/auth/refresh';

describe('a session', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const signIn = (email: string, given = password, remoteAddress = '10.0.0.1') =>
    gateway.inject({ method: 'POST', url: signInUrl, payload: { email, password: given }, remoteAddress });
  const refresh = (token: string, userAgent = 'browser') =>
    gateway.inject({
      method: 'POST',
      url: refreshUrl,
      cookies: { crm_refresh: token },
      headers: { 'user-agent': userAgent },
    });
  const cookieOf = (reply: Awaited<ReturnType<typeof signIn>>): string => reply.cookies[0]?.value ?? '';
  const open = async (): Promise<string> => {
    const { email } = await gateway.addAccount();
    const headers = { 'user-agent': 'browser' };
    return cookieOf(await gateway.inject({ method: 'POST', url: signInUrl, payload: { email, password }, headers }));
  };
  /** Makes what was exchanged look as if it had been exchanged some time ago. */
  const letTimePass = (seconds: number) =>
    gateway.connection
      .collection('sessions')
      .updateMany({ rotatedAt: { $ne: null } }, { $set: { rotatedAt: new Date(Date.now() - seconds * 1000) } });

  it('begins with the right password', async () => {
    const { email, employeeId } = await gateway.addAccount('head');
    const reply = await signIn(email);
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toMatchObject({ expiresIn: 600, me: { email, employeeId, role: 'head', name: 'Irina' } });
    expect(reply.cookies).toEqual([
      expect.objectContaining({ httpOnly: true, sameSite: 'Strict', secure: true, path: '/api/v1/auth' }),
    ]);
  });

  it('answers who is signed in', async () => {
    const { headers, email } = await gateway.signIn();
    const reply = await gateway.inject({ url: '/api/v1/me', headers });
    expect(reply.json()).toMatchObject({ email, role: 'manager', scopes: { client: { read: 'own' } } });
  });

  it('stores neither the password nor the token', async () => {
    const token = await open();
    const stored = JSON.stringify([
      await gateway.connection.collection('accounts').find().toArray(),
      await gateway.connection.collection('sessions').find().toArray(),
    ]);
    expect(stored).not.toContain(password);
    expect(stored).not.toContain(token);
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });

  it('answers alike for a wrong password and for an unknown address', async () => {
    const { email } = await gateway.addAccount();
    const wrong = await signIn(email, 'wrong', '10.0.1.1');
    const unknown = await signIn('nobody@crm.example', password, '10.0.1.2');
    const withoutIds = ({ statusCode, json }: typeof wrong) => ({ statusCode, ...json<Problem>(), requestId: '' });
    expect(wrong.statusCode).toBe(401);
    expect(withoutIds(wrong)).toEqual(withoutIds(unknown));
  });

  it('does not begin for a disabled account', async () => {
    const { email } = await gateway.addAccount();
    await gateway.connection.collection('accounts').updateOne({ email }, { $set: { status: 'disabled' } });
    expect((await signIn(email, password, '10.0.2.1')).json()).toMatchObject({ code: 'sign_in_failed' });
  });

  it('slows down who guesses the password of one account', async () => {
    const { email } = await gateway.addAccount();
    const attempts = await Promise.all(Array.from({ length: 8 }, (_, i) => signIn(email, 'wrong', `10.1.0.${i}`)));
    const statuses = attempts.map(({ statusCode }) => statusCode).toSorted();
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    const refused = await signIn(email, password, '10.1.1.1');
    expect(refused.json()).toMatchObject({ code: 'too_many_requests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
  });

  it('slows down who tries many accounts from one address', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 21; i += 1) {
      statuses.push((await signIn(`guess${i}@crm.example`, 'wrong', '10.2.0.1')).statusCode);
    }
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401));
    expect(statuses[20]).toBe(429);
  });

  it('forgets failures once the password was right', async () => {
    const { email } = await gateway.addAccount();
    for (let i = 0; i < 12; i += 1) {
      const reply = await signIn(email, i % 4 === 3 ? password : 'wrong', '10.3.0.1');
      expect(reply.statusCode).toBe(i % 4 === 3 ? 200 : 401);
    }
  });

  it('goes on with a new token at each refresh', async () => {
    const first = await open();
    const reply = await refresh(first);
    expect(reply.statusCode).toBe(200);
    expect(cookieOf(reply)).not.toBe(first);
    expect((await refresh(cookieOf(reply))).statusCode).toBe(200);
  });

  it('survives a lost reply: the same program may repeat the exchange for some seconds', async () => {
    const first = await open();
    await refresh(first);
    const again = await refresh(first);
    expect(again.statusCode).toBe(200);
    expect((await refresh(cookieOf(again))).statusCode).toBe(200);
  });

  it.each([
    { reuse: 'later', userAgent: 'browser', seconds: 11 },
    { reuse: 'from another program', userAgent: 'thief', seconds: 0 },
  ])('ends when an exchanged token is used $reuse', async ({ userAgent, seconds }) => {
    const first = await open();
    const second = cookieOf(await refresh(first));
    await letTimePass(seconds);
    expect((await refresh(first, userAgent)).statusCode).toBe(401);
    expect((await refresh(second)).json()).toMatchObject({ code: 'unauthenticated' });
  });

  it('keeps its token when the clients service does not answer', async () => {
    const token = await open();
    const stored = await gateway.connection.collection('sessions').findOne({ rotatedAt: null }, { sort: { _id: -1 } });
    gateway.app.get(CallerDirectory).forget(String(stored?.['accountId']));
    gateway.service('clients').answer(resolveActor, () => {
      throw new DomainError('service_unavailable');
    });
    expect((await refresh(token)).json()).toMatchObject({ code: 'service_unavailable' });
    gateway.service('clients').answer(resolveActor, ({ employeeId, role }) => irina({ employeeId, role }));
    expect((await refresh(token)).statusCode).toBe(200);
  });

  it('ends with signing out', async () => {
    const token = await open();
    const reply = await gateway.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-out',
      cookies: { crm_refresh: token },
    });
    expect(reply.statusCode).toBe(204);
    expect(reply.cookies).toEqual([expect.objectContaining({ name: 'crm_refresh', value: '' })]);
    expect((await refresh(token)).statusCode).toBe(401);
  });

  it('lets nobody in with a token of another installation', async () => {
    const other = await TestGateway.start();
    const { headers } = await other.signIn();
    await other.stop();
    expect((await gateway.inject({ url: '/api/v1/me', headers })).json()).toMatchObject({ code: 'unauthenticated' });
  });

  it('is refused to an employee who has been dismissed', async () => {
    const { email } = await gateway.addAccount();
    gateway.service('clients').answer(resolveActor, ({ employeeId }) => irina({ employeeId, status: 'dismissed' }));
    expect((await signIn(email)).json()).toMatchObject({ code: 'unauthenticated' });
  });
});
