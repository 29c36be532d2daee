import { type JWK, SignJWT, createLocalJWKSet, importJWK, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { Actor } from '@crm/contracts';
import { type Clock, DomainError, SystemClock } from '@crm/kernel';

const AUDIENCE = 'crm-services';
const ALGORITHM = 'EdDSA';
/** Only the gateway knows people; any other program speaks for itself alone. */
const PEOPLE_ISSUER = 'gateway';
/** Longer than any deadline, short enough that a stolen token is worth little. */
const LIFETIME_SECONDS = 60;
const CLOCK_TOLERANCE_SECONDS = 5;
const CLAIM = 'actor';

export type SignActor = (actor: Actor) => Promise<string>;
export type VerifyActor = (token: string) => Promise<Actor>;

/** The public keys of every program that may speak, as a JSON Web Key Set. */
export interface ActorKeySet {
  readonly keys: JWK[];
}

const issuerOf = (kid: string | undefined): string => kid?.split('.')[0] ?? '';

/**
 * Signs "who asks" for the messages of one program. The key's id is `<program>.<number>`, such as `gateway.1`, so that
 * a key can be replaced while messages signed with the one before are still on their way.
 */
export async function createActorSigner(privateKey: JWK): Promise<SignActor> {
  const key = await importJWK(privateKey, ALGORITHM);
  const issuer = issuerOf(privateKey.kid);
  if (!privateKey.kid || !issuer) throw new Error('The signing key needs a kid such as gateway.1');
  const header = { alg: ALGORITHM, kid: privateKey.kid };
  return (actor) =>
    new SignJWT({ [CLAIM]: actor })
      .setProtectedHeader(header)
      .setIssuer(issuer)
      .setAudience(AUDIENCE)
      .setSubject(actor.accountId)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .sign(key);
}

/**
 * Verifies the token of a message. Verified tokens are remembered until they expire: a reader's page causes several
 * messages with the same token, and a signature costs more than the rest of a small question.
 *
 * @throws DomainError `unauthenticated` for a token that is forged, expired, or speaks for a person without being the
 *   gateway's.
 */
export function createActorVerifier(keySet: ActorKeySet, clock: Clock = new SystemClock()): VerifyActor {
  const findKey = createLocalJWKSet(keySet);
  const verified = new LRUCache<string, { actor: Actor; until: number }>({ max: 5_000 });

  const verify = async (token: string): Promise<Actor> => {
    const { payload, protectedHeader } = await jwtVerify(token, findKey, {
      algorithms: [ALGORITHM],
      audience: AUDIENCE,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: clock.now(),
      requiredClaims: ['exp', 'iss'],
    });
    const actor = Actor.parse(payload[CLAIM]);
    const issuer = issuerOf(protectedHeader.kid);
    if (payload.iss !== issuer) throw new Error('The key belongs to another issuer');
    if (issuer !== PEOPLE_ISSUER && actor.role !== 'system') throw new Error('Only the gateway speaks for people');
    verified.set(token, { actor, until: ((payload.exp ?? 0) + CLOCK_TOLERANCE_SECONDS) * 1000 });
    return actor;
  };

  return async (token) => {
    const known = verified.get(token);
    if (known && clock.now().getTime() < known.until) return known.actor;
    try {
      return await verify(token);
    } catch {
      throw new DomainError('unauthenticated');
    }
  };
}
