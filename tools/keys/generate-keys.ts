import { generateKeyPairSync, type JsonWebKey, randomBytes } from 'node:crypto';

/** The programs that sign messages: the gateway speaks for people, the others for themselves: in jobs, and when they ask for facts. */
const signers = ['gateway', 'clients', 'deals', 'activities'] as const;
type Signer = (typeof signers)[number];

/** Every key that an installation needs, in the form in which the programs take them from the environment. */
export interface InstallationKeys {
  /** JSON Web Key Set of the public keys, for every program (`ACTOR_PUBLIC_KEYS`). */
  readonly actorPublicKeys: string;
  /** Private key of each program that signs (`ACTOR_SIGNING_KEY`). */
  readonly signingKeys: Readonly<Record<Signer, string>>;
  /** Private key of the access tokens (`ACCESS_TOKEN_KEY`). */
  readonly accessTokenKey: string;
  /** Seals the secrets of second factors (`SECOND_FACTOR_KEY`). */
  readonly secondFactorKey: string;
}

/** As a file of an earlier version holds them. */
type KnownKeys = Omit<InstallationKeys, 'signingKeys' | 'secondFactorKey'> & {
  readonly secondFactorKey?: string;
  readonly signingKeys: Readonly<Partial<Record<Signer, string>>>;
};

interface KeyPair {
  readonly privateKey: JsonWebKey;
  readonly publicKey: JsonWebKey;
}

/** New keys. A key's id is the program's name and a number, so that its successor can have another. */
export function generateKeys(): InstallationKeys {
  const none = { actorPublicKeys: '{"keys":[]}', signingKeys: {}, accessTokenKey: privateText(keyPair('access.1')) };
  return completeKeys(none);
}

/** The keys of an installation that was made before some of the programs had one, with new ones for those. */
export function completeKeys(known: KnownKeys): InstallationKeys {
  const { gateway, clients, deals, activities } = known.signingKeys;
  const added = signers
    .filter((signer) => known.signingKeys[signer] === undefined)
    .map((signer) => keyPair(`${signer}.1`));
  const { keys } = JSON.parse(known.actorPublicKeys) as { keys: JsonWebKey[] };
  const privateOf = (signer: Signer): string => {
    const pair = added.find(({ privateKey }) => privateKey['kid'] === `${signer}.1`);
    return pair ? privateText(pair) : '';
  };
  return {
    ...known,
    secondFactorKey: known.secondFactorKey ?? randomBytes(32).toString('base64url'),
    actorPublicKeys: JSON.stringify({ keys: [...keys, ...added.map(({ publicKey }) => publicKey)] }),
    signingKeys: {
      gateway: gateway ?? privateOf('gateway'),
      clients: clients ?? privateOf('clients'),
      deals: deals ?? privateOf('deals'),
      activities: activities ?? privateOf('activities'),
    },
  };
}

const privateText = ({ privateKey }: KeyPair): string => JSON.stringify(privateKey);

function keyPair(kid: string): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const facts = { kid, alg: 'EdDSA', use: 'sig' };
  return {
    privateKey: { ...privateKey.export({ format: 'jwk' }), ...facts },
    publicKey: { ...publicKey.export({ format: 'jwk' }), ...facts },
  };
}
