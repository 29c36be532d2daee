import {
  type Problem,
  type ProviderAddress,
  type ProviderSession,
  resolveActor,
  type SecondFactorSecret,
  type Session,
} from '@crm/contracts';
import { TOTP } from 'otpauth';
import { auditOf, inShort } from '../../../test/account-audit.ts';
import { ProviderServer } from '../../../test/oidc/provider-server.ts';
import { irina, password, TestGateway } from '../../../test/test-gateway.ts';
import { IdentityProvider } from './identity-provider.ts';

interface PostOptions {
  readonly cookies?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly from?: string;
}

describe('a sign-in by the identity provider', () => {
  let provider: ProviderServer;
  let gateway: TestGateway;
  let people = 0;

  beforeAll(async () => {
    provider = await ProviderServer.start();
    gateway = await TestGateway.start(undefined, { ...provider.settings, OIDC_SECOND_FACTOR_ACR: ['gold'] });
  });
  afterAll(async () => {
    await gateway.stop();
    await provider.close();
  });

  type Reply = Awaited<ReturnType<typeof begin>>;
  const post = (url: string, payload: object, options: PostOptions = {}) =>
    gateway.inject({
      method: 'POST',
      url: url.startsWith('/') ? `/api/v1${url}` : `/api/v1/auth/${url}`,
      payload,
      ...(options.cookies && { cookies: options.cookies }),
      ...(options.headers && { headers: options.headers }),
      remoteAddress: options.from ?? `10.5.${Math.floor(people / 250)}.${people % 250}`,
    });
  const begin = (payload: object = {}) => post('provider', payload);
  const finish = (begun: Reply, query: string, from?: string) => {
    const cookies = Object.fromEntries(begun.cookies.map(({ name, value }) => [name, value]));
    return post('provider/session', { query }, { cookies, ...(from && { from }) });
  };
  const addressOf = (begun: Reply) => begun.json<ProviderAddress>().address;
  const codeOf = (reply: Reply) => [reply.statusCode, reply.json<Problem>().code];

  /** Somebody whom the provider knows. */
  const aPerson = (email: string, isVerified = true): string => {
    people += 1;
    const subject = `subject-${people}`;
    provider.people.set(subject, { email, email_verified: isVerified });
    return subject;
  };
  const signIn = async (subject: string, payload: object = {}): Promise<Reply> => {
    const begun = await begin(payload);
    return finish(begun, await provider.visit(addressOf(begun), subject));
  };
  const stored = (email: string) => gateway.connection.collection('accounts').findOne({ email });
  const idOf = async (email: string): Promise<string> => String((await stored(email))?._id);

  it('is offered by its name where it is set up, and not there at all where it is not', async () => {
    const means = await gateway.inject({ url: '/api/v1/auth/means' });
    expect(means.json()).toEqual({ provider: { name: 'Firm ID' } });
    const other = await TestGateway.start();
    expect((await other.inject({ url: '/api/v1/auth/means' })).json()).toEqual({ provider: null });
    for (const [url, payload] of [
      ['provider', {}],
      ['provider/session', { query: '' }],
    ] as const) {
      const reply = await other.inject({
        method: 'POST',
        url: url.startsWith('/') ? `/api/v1${url}` : `/api/v1/auth/${url}`,
        payload,
      });
      expect(codeOf(reply)).toEqual([404, 'route_not_found']);
    }
    await other.stop();
  });

  it('opens a session like any other for the account of the verified address, and links it once', async () => {
    const { email, employeeId } = await gateway.addAccount('head');
    const subject = aPerson(email.toUpperCase());
    const begun = await begin({ next: '/clients?q=1' });
    expect(begun.cookies).toEqual([
      expect.objectContaining({ httpOnly: true, sameSite: 'Strict', secure: true, path: '/api/v1/auth/provider' }),
    ]);
    const asked = new URL(addressOf(begun)).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({ code_challenge_method: 'S256', response_type: 'code' });
    const reply = await finish(begun, await provider.visit(addressOf(begun), subject));
    expect(reply.statusCode).toBe(200);
    const { session, next } = reply.json<ProviderSession>();
    expect(next).toBe('/clients?q=1');
    expect(session).toMatchObject({ expiresIn: 600, me: { email, employeeId, role: 'head' } });
    const cookies = { crm_refresh: reply.cookies.find(({ name }) => name === 'crm_refresh')?.value ?? '' };
    expect((await post('refresh', {}, { cookies })).statusCode).toBe(200);

    provider.people.set(subject, { email: 'renamed@firm.example', email_verified: true });
    expect((await signIn(subject)).json<ProviderSession>().session.me.email).toBe(email);
    const accountId = await idOf(email);
    const entries = await auditOf(gateway, accountId);
    expect(entries.map(inShort).slice(1)).toEqual([
      ['changed', { 'identity.issuer': provider.settings.OIDC_ISSUER, 'identity.subject': subject }],
      ['signed-in', { means: 'provider' }],
      ['signed-in', { means: 'provider' }],
    ]);
    expect(entries[1]).toMatchObject({ actor: { accountId }, address: expect.stringMatching(/^10\.5\./) as string });
    expect(entries[1]?.changes.find(({ field }) => field === 'identity.subject')).toMatchObject({ personal: true });
  });

  it.each<[string, (query: string) => string]>([
    ['another state', (query) => query.replace(/state=[^&]+/, 'state=forged')],
    ['no state', (query) => query.replace(/state=[^&]+&?/, '')],
    ['a guessed code', (query) => query.replace(/code=[^&]+/, 'code=guessed')],
    ['no code', (query) => query.replace(/code=[^&]+&?/, '')],
    ['another issuer', (query) => query.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example')],
    ['a refusal', () => 'error=access_denied'],
    ['nothing', () => ''],
  ])('is refused for an answer with %s', async (_name, forge) => {
    const { email } = await gateway.addAccount();
    const begun = await begin();
    const query = await provider.visit(addressOf(begun), aPerson(email));
    expect(codeOf(await finish(begun, forge(query)))).toEqual([401, 'provider.failed']);
  });

  it('is refused for an answer to another nonce, to another browser, and the second time', async () => {
    const { email } = await gateway.addAccount();
    const subject = aPerson(email);
    const begun = await begin();
    const renonced = addressOf(begun).replace(/nonce=[^&]+/, 'nonce=of-somebody-else');
    expect(codeOf(await finish(begun, await provider.visit(renonced, subject)))).toEqual([401, 'provider.failed']);

    const query = await provider.visit(addressOf(begun), subject);
    const other = await begin();
    expect(codeOf(await finish(other, query))).toEqual([401, 'provider.failed']);
    expect(codeOf(await post('provider/session', { query }))).toEqual([401, 'provider.failed']);
    const forged = { crm_provider: (begun.cookies[0]?.value ?? '').replace(/^./, '_') };
    expect(codeOf(await post('provider/session', { query }, { cookies: forged }))).toEqual([401, 'provider.failed']);

    const first = await finish(begun, query);
    expect(first.statusCode).toBe(200);
    expect(first.cookies).toContainEqual(expect.objectContaining({ name: 'crm_provider', value: '' }));
    expect(codeOf(await finish(begun, query))).toEqual([401, 'provider.failed']);
  });

  describe('where the role asks for a second factor', () => {
    beforeAll(() => {
      gateway.service('clients').answer(resolveActor, ({ employeeId, role }) => ({
        ...irina({ employeeId, role }),
        ...(role === 'auditor' && { secondFactorRequired: true as const }),
      }));
    });
    afterEach(() => {
      provider.asked = {};
    });

    const sessionsOf = async (reply: Reply) => {
      const { accessToken } = reply.json<ProviderSession>().session;
      const headers = { authorization: `Bearer ${accessToken}` };
      return gateway.inject({ url: '/api/v1/me/sessions', headers });
    };

    it.each([
      [{ amr: ['pwd', 'mfa'] }, 200],
      [{ acr: 'gold' }, 200],
      [{ amr: ['pwd'], acr: 'silver' }, 403],
      [{}, 403],
    ])('counts as one where the provider says so: %j', async (asked, status) => {
      provider.asked = asked;
      const { email } = await gateway.addAccount('auditor');
      expect((await sessionsOf(await signIn(aPerson(email)))).statusCode).toBe(status);
    });

    it('goes on with the code of the account where the provider has asked for none', async () => {
      const { email, headers } = await gateway.signIn('auditor');
      const begun = await post('/me/second-factor', { current: password }, { headers });
      const { secret } = begun.json<SecondFactorSecret>();
      const totp = new TOTP({ secret });
      await post('/me/second-factor/confirmation', { code: totp.generate() }, { headers });
      const reply = await signIn(aPerson(email), { next: '/deals' });
      expect(codeOf(reply)).toEqual([401, 'second_factor.required']);
      const { token, next } = reply.json<Problem>().details ?? {};
      expect(next).toBe('/deals');
      const code = totp.generate({ timestamp: Date.now() + 30_000 });
      const session = await post('second-step', { token, code });
      expect(session.statusCode).toBe(200);
      const entries = (await auditOf(gateway, await idOf(email))).map(inShort);
      expect(entries.at(-1)).toEqual(['signed-in', { means: 'provider-and-code' }]);
      const { accessToken } = session.json<Session>();
      const after = { authorization: `Bearer ${accessToken}` };
      expect((await gateway.inject({ url: '/api/v1/me/sessions', headers: after })).statusCode).toBe(200);
    });
  });

  it('needs an address that the provider has verified', async () => {
    const { email } = await gateway.addAccount();
    const reply = await signIn(aPerson(email, false));
    expect(codeOf(reply)).toEqual([403, 'provider.email_unverified']);
    expect(await stored(email)).toMatchObject({ identity: null });
  });

  it('makes no account', async () => {
    const accounts = gateway.connection.collection('accounts');
    const before = await accounts.countDocuments();
    expect(codeOf(await signIn(aPerson('nobody@firm.example')))).toEqual([403, 'provider.no_account']);
    expect(await accounts.countDocuments()).toBe(before);
  });

  it('is refused to a closed account as with a password, and both are in its audit', async () => {
    const { email } = await gateway.addAccount();
    await gateway.connection.collection('accounts').updateOne({ email }, { $set: { status: 'disabled' } });
    const byPassword = await post('sign-in', { email, password });
    const byProvider = await signIn(aPerson(email));
    expect(codeOf(byProvider)).toEqual(codeOf(byPassword));
    expect(codeOf(byProvider)).toEqual([401, 'sign_in_failed']);
    const actions = (await auditOf(gateway, await idOf(email))).map(({ action }) => action);
    expect(actions).toEqual(['created', 'sign-in-failed', 'sign-in-failed']);
  });

  it('is refused when the address belongs to another person at the provider than before', async () => {
    const { email } = await gateway.addAccount();
    expect((await signIn(aPerson(email))).statusCode).toBe(200);
    const successor = aPerson(email);
    expect(codeOf(await signIn(successor))).toEqual([403, 'provider.other_identity']);
    const url = `/api/v1/accounts/${await idOf(email)}`;
    const { headers } = await gateway.signIn('administrator');
    expect((await gateway.inject({ url, headers })).json()).toMatchObject({ linked: true });
    expect((await gateway.inject({ method: 'DELETE', url: `${url}/identity`, headers })).statusCode).toBe(204);
    expect((await gateway.inject({ url, headers })).json()).toMatchObject({ linked: false });
    expect((await signIn(successor)).statusCode).toBe(200);
  });

  it('waits as the password does after failures for the account and from the address', async () => {
    const { email } = await gateway.addAccount();
    for (const last of [1, 2, 3, 4, 5]) await post('sign-in', { email, password: 'wrong' }, { from: `10.6.0.${last}` });
    expect(codeOf(await signIn(aPerson(email)))).toEqual([429, 'too_many_requests']);
    const begun = await begin();
    const statuses: number[] = [];
    for (let left = 21; left > 0; left -= 1)
      statuses.push((await finish(begun, 'code=guessed&state=guessed', '10.7.0.1')).statusCode);
    expect(statuses).toEqual([...Array<number>(20).fill(401), 429]);
  });

  it('leads to pages of ours alone', async () => {
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', 'clients'])
      expect(codeOf(await begin({ next }))).toEqual([400, 'invalid']);
  });

  it('is not possible while the provider is away, and goes on when it is back; passwords work meanwhile', async () => {
    const { email } = await gateway.addAccount();
    const begun = await begin();
    const query = await provider.visit(addressOf(begun), aPerson(email));
    await provider.close();
    expect(codeOf(await finish(begun, query))).toEqual([503, 'service_unavailable']);
    expect((await post('sign-in', { email, password })).statusCode).toBe(200);
    const { OIDC_ISSUER, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = provider.settings;
    const settings = {
      issuer: new URL(OIDC_ISSUER),
      clientId,
      clientSecret,
      name: '',
      redirectUri: 'http://127.0.0.1/',
      secondFactorAcr: [],
    };
    const unasked = new IdentityProvider(settings);
    await expect(unasked.begin()).rejects.toMatchObject({ code: 'service_unavailable' });
    await provider.open();
    expect((await unasked.begin()).address).toContain(OIDC_ISSUER);
    expect((await finish(begun, query)).statusCode).toBe(200);
  });
});
