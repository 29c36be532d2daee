import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';

/** The programs that sign messages: the gateway speaks for people, the clients service for its own hand-overs. */
const signers = ['gateway', 'clients'] as const;
type Signer = (typeof signers)[number];

/** Every key that an installation needs, in the form in which the programs take them from the environment. */
export interface InstallationKeys {
  /** JSON Web Key Set of the public keys, for every program (`ACTOR_PUBLIC_KEYS`). */
  readonly actorPublicKeys: string;
  /** Private key of each program that signs (`ACTOR_SIGNING_KEY`). */
  readonly signingKeys: Readonly<Record<Signer, string>>;
  /** Private key of the access tokens (`ACCESS_TOKEN_KEY`). */
  readonly accessTokenKey: string;
}

interface KeyPair {
  readonly privateKey: JsonWebKey;
  readonly publicKey: JsonWebKey;
}

/** New Ed25519 keys. A key's id is the program's name and a number, so that its successor can have another. */
export function generateKeys(): InstallationKeys {
  const pairs: Record<Signer, KeyPair> = { gateway: keyPair('gateway.1'), clients: keyPair('clients.1') };
  return {
    actorPublicKeys: JSON.stringify({ keys: signers.map((signer) => pairs[signer].publicKey) }),
    signingKeys: {
      gateway: JSON.stringify(pairs.gateway.privateKey),
      clients: JSON.stringify(pairs.clients.privateKey),
    },
    accessTokenKey: JSON.stringify(keyPair('access.1').privateKey),
  };
}

function keyPair(kid: string): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const facts = { kid, alg: 'EdDSA', use: 'sig' };
  return {
    privateKey: { ...privateKey.export({ format: 'jwk' }), ...facts },
    publicKey: { ...publicKey.export({ format: 'jwk' }), ...facts },
  };
}
