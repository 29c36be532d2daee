import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { completeKeys, generateKeys, type InstallationKeys } from '../keys/generate-keys.ts';
import type { ServiceName } from './service-names.ts';

/** The keys in the file, made on the first call and completed after an update; readable for the owner alone. */
export function loadKeys(file: string): InstallationKeys {
  const keys = existsSync(file)
    ? completeKeys(JSON.parse(readFileSync(file, 'utf8')) as InstallationKeys)
    : generateKeys();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(keys, null, 2), { mode: 0o600 });
  return keys;
}

/** The variables that give keys to one service: everybody's public ones and its own private ones, if it has any. */
export function keyVariables(keys: InstallationKeys, name: ServiceName): Record<string, string> {
  const signingKeys: Partial<Record<ServiceName, string>> = keys.signingKeys;
  const signingKey = signingKeys[name];
  return {
    ACTOR_PUBLIC_KEYS: keys.actorPublicKeys,
    ...(signingKey !== undefined && { ACTOR_SIGNING_KEY: signingKey }),
    ...(name === 'gateway' && {
      ACCESS_TOKEN_KEY: keys.accessTokenKey,
      SECOND_FACTOR_KEY: keys.secondFactorKey,
    }),
  };
}
