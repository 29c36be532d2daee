import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { forEachService, serviceNames, type ServiceName } from './service-names.ts';

export type NamedKey = JsonWebKey & { kid: string };

/** The Ed25519 keys of one installation, private parts included. */
export interface StackKeys {
  /** With these programs sign who asks; a key's id begins with the program that owns it. */
  actorSigning: Record<ServiceName, NamedKey>;
  /** With this one the gateway signs the access tokens of people. */
  accessToken: NamedKey;
}

export function generateKeys(): StackKeys {
  return { actorSigning: forEachService((name) => generateKey(`${name}.1`)), accessToken: generateKey('access.1') };
}

/** The keys in the file, made on the first call; readable for the owner alone. */
export function loadKeys(file: string): StackKeys {
  if (existsSync(file)) {
    return JSON.parse(readFileSync(file, 'utf8')) as StackKeys;
  }
  const keys = generateKeys();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(keys, null, 2), { mode: 0o600 });
  return keys;
}

/** The variables that give keys to one service: its own private ones and everybody's public ones. */
export function keyVariables(keys: StackKeys, name: ServiceName): Record<string, string> {
  return {
    ACTOR_PUBLIC_KEYS: JSON.stringify({ keys: serviceNames.map((owner) => publicPart(keys.actorSigning[owner])) }),
    ACTOR_SIGNING_KEY: JSON.stringify(keys.actorSigning[name]),
    ...(name === 'gateway' && { ACCESS_TOKEN_KEY: JSON.stringify(keys.accessToken) }),
  };
}

function generateKey(kid: string): NamedKey {
  return { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid };
}

function publicPart({ d: _private, ...key }: NamedKey): JsonWebKey {
  return key;
}
