import { importJWK, SignJWT } from 'jose';
import { privateJwk } from '../../test/keys.ts';
import { AccessTokens } from './access-token.ts';

const key = privateJwk('access.1');
const accountId = 'a'.repeat(24);
const sessionId = 'c'.repeat(24);

/** A token that is right but for what the test changes. */
async function forged(change: { header?: object; claims?: object; expires?: string; with?: typeof key }) {
  const signingKey = await importJWK(change.with ?? key, 'EdDSA');
  return new SignJWT({
    sub: accountId,
    sid: sessionId,
    iss: 'crm-gateway',
    aud: 'crm-api',
    ...change.claims,
  })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'access.1', ...change.header })
    .setExpirationTime(change.expires ?? '5m')
    .sign(signingKey);
}

const unsigned = (): string =>
  [
    { alg: 'none', typ: 'at+jwt' },
    { sub: accountId, sid: sessionId, iss: 'crm-gateway', aud: 'crm-api', exp: 4e9 },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat('')
    .join('.');

describe(AccessTokens, () => {
  let tokens: AccessTokens;

  beforeAll(async () => {
    tokens = await AccessTokens.create([key]);
  });

  it('stand for an account for ten minutes', async () => {
    const token = await tokens.sign({ accountId, sessionId });
    const grant = await tokens.verify(token);
    expect(grant).toMatchObject({ accountId, sessionId });
    expect(grant.expiresAt - Date.now()).toBeLessThanOrEqual(605_000);
    expect(await tokens.verify(token)).toBe(grant);
  });

  it('are accepted when nothing is changed', async () => {
    expect(await tokens.verify(await forged({}))).toMatchObject({ accountId });
  });

  it.each([
    { what: 'another key', token: () => forged({ with: privateJwk('access.1') }) },
    { what: 'a key that is not known', token: () => forged({ header: { kid: 'access.2' } }) },
    { what: 'no key', token: () => forged({ header: { kid: undefined } }) },
    { what: 'another type', token: () => forged({ header: { typ: 'JWT' } }) },
    { what: 'another issuer', token: () => forged({ claims: { iss: 'gateway' } }) },
    { what: 'another audience', token: () => forged({ claims: { aud: 'crm-services' } }) },
    { what: 'nobody', token: () => forged({ claims: { sub: undefined } }) },
    { what: 'no session', token: () => forged({ claims: { sid: undefined } }) },
    { what: 'an end in the past', token: () => forged({ expires: '-10s' }) },
    { what: 'no signature', token: unsigned },
    { what: 'nonsense', token: () => 'a.b.c' },
  ])('are refused with $what', async ({ token }) => {
    await expect(tokens.verify(await token())).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
