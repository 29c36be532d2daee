import { importJWK, type JWK, type JWTHeaderParameters, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { DomainError } from '@crm/kernel';

const ALGORITHM = 'EdDSA';
const TYPE = 'at+jwt';
const ISSUER = 'crm-gateway';
const AUDIENCE = 'crm-api';
const SESSION = 'sid';
const CLOCK_TOLERANCE_SECONDS = 5;

/** Seconds for which an access token is good: a lost one is worth little. */
export const ACCESS_TOKEN_SECONDS = 600;

/** Whom an access token stands for. What he may do is looked up, so that a change takes effect before the token ends. */
export interface AccessGrant {
  readonly accountId: string;
  /** The sign-in that it came from: when that is ended, so is the token. */
  readonly sessionId: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

type Key = Awaited<ReturnType<typeof importJWK>>;

/** The first key signs; all of them verify. */
interface KeyRing {
  readonly kid: string;
  readonly privateKey: Key;
  readonly publicKeys: ReadonlyMap<string, Key>;
}

/** @throws Error when there is no key, or two have one name. */
async function ringOf(keys: readonly JWK[]): Promise<KeyRing> {
  const [first] = keys;
  if (!first) throw new Error('A key is needed');
  const publicKeys = new Map<string, Key>();
  for (const { d: _private, kid = '', ...rest } of keys) {
    if (publicKeys.has(kid)) throw new Error(`Two keys are named ${kid}`);
    publicKeys.set(kid, await importJWK(rest, ALGORITHM));
  }
  return { kid: first.kid ?? '', privateKey: await importJWK(first, ALGORITHM), publicKeys };
}

/** Signs and verifies the tokens that callers send as `Authorization: Bearer`. */
export class AccessTokens {
  /** A caller sends the same token with each request, and verifying its signature costs more than a small answer. */
  private readonly verified = new LRUCache<string, AccessGrant>({ max: 10_000 });

  private constructor(private ring: KeyRing) {}

  /** @param keys private ones, of which the first signs. @throws Error when there is none, or two have one name. */
  static async create(keys: readonly JWK[]): Promise<AccessTokens> {
    return new AccessTokens(await ringOf(keys));
  }

  /** Takes other keys from now on; without an error it is all or nothing. @returns their names, the signing one first. */
  async use(keys: readonly JWK[]): Promise<string[]> {
    this.ring = await ringOf(keys);
    // A token whose key was taken away is good no longer.
    this.verified.clear();
    return [...this.ring.publicKeys.keys()];
  }

  sign({ accountId, sessionId }: Pick<AccessGrant, 'accountId' | 'sessionId'>): Promise<string> {
    return new SignJWT({ [SESSION]: sessionId })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: this.ring.kid })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(accountId)
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
      .sign(this.ring.privateKey);
  }

  /** @throws DomainError `unauthenticated` for a token that is forged, expired or meant for something else. */
  async verify(token: string): Promise<AccessGrant> {
    const known = this.verified.get(token);
    if (known) return known;
    const ring = this.ring;
    const grant = await this.check(token).catch(() => {
      throw new DomainError('unauthenticated');
    });
    // Should the keys have been replaced meanwhile, the token is looked at again.
    if (ring === this.ring) this.verified.set(token, grant, { ttl: Math.max(1, grant.expiresAt - Date.now()) });
    return grant;
  }

  private keyOf({ kid = '' }: Pick<JWTHeaderParameters, 'kid'>): Key {
    const key = this.ring.publicKeys.get(kid);
    if (!key) throw new DomainError('unauthenticated');
    return key;
  }

  private async check(token: string): Promise<AccessGrant> {
    const { payload } = await jwtVerify(token, (header) => this.keyOf(header), {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: ISSUER,
      audience: AUDIENCE,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['sub', 'exp', SESSION],
    });
    const sessionId = payload[SESSION];
    if (typeof sessionId !== 'string') throw new DomainError('unauthenticated');
    return {
      accountId: payload.sub ?? '',
      sessionId,
      expiresAt: ((payload.exp ?? 0) + CLOCK_TOLERANCE_SECONDS) * 1000,
    };
  }
}
