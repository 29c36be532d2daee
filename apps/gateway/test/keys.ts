import { generateKeyPairSync } from 'node:crypto';

/** A new private key as the environment brings it. */
export function privateJwk(kid: string) {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', kid, x, d } as const;
}
