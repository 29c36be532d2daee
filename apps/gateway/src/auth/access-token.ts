import { importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
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

/** Signs and verifies the tokens that callers send as `Authorization: Bearer`. */
export class AccessTokens {
  /** A caller sends the same token with each request, and verifying its signature costs more than a small answer. */
  private readonly verified = new LRUCache<string, AccessGrant>({ max: 10_000 });

  private constructor(
    private readonly privateKey: Key,
    private readonly publicKey: Key,
    private readonly kid: string,
  ) {}

  static async create({ d, ...publicKey }: JWK): Promise<AccessTokens> {
    const privateKey = await importJWK({ ...publicKey, ...(d && { d }) }, ALGORITHM);
    return new AccessTokens(privateKey, await importJWK(publicKey, ALGORITHM), publicKey.kid ?? '');
  }

  sign({ accountId, sessionId }: Pick<AccessGrant, 'accountId' | 'sessionId'>): Promise<string> {
    return new SignJWT({ [SESSION]: sessionId })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: this.kid })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(accountId)
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
      .sign(this.privateKey);
  }

  /** @throws DomainError `unauthenticated` for a token that is forged, expired or meant for something else. */
  async verify(token: string): Promise<AccessGrant> {
    const known = this.verified.get(token);
    if (known) return known;
    const grant = await this.check(token).catch(() => {
      throw new DomainError('unauthenticated');
    });
    this.verified.set(token, grant, { ttl: Math.max(1, grant.expiresAt - Date.now()) });
    return grant;
  }

  private async check(token: string): Promise<AccessGrant> {
    const { payload } = await jwtVerify(token, this.publicKey, {
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
