import { generateKeys } from '../keys/generate-keys.ts';
import { keyVariables } from './keys.ts';

describe(keyVariables, () => {
  const keys = generateKeys();

  it.each([
    ['gateway', ['ACTOR_PUBLIC_KEYS', 'ACTOR_SIGNING_KEY', 'ACCESS_TOKEN_KEY', 'SECOND_FACTOR_KEY']],
    ['clients', ['ACTOR_PUBLIC_KEYS', 'ACTOR_SIGNING_KEY']],
    ['deals', ['ACTOR_PUBLIC_KEYS', 'ACTOR_SIGNING_KEY']],
    ['activities', ['ACTOR_PUBLIC_KEYS', 'ACTOR_SIGNING_KEY']],
  ] as const)('gives %s no private key but its own', (name, variables) => {
    expect(Object.keys(keyVariables(keys, name))).toEqual(variables);
  });

  it('gives the signing key that belongs to the service', () => {
    expect(keyVariables(keys, 'clients')['ACTOR_SIGNING_KEY']).toBe(keys.signingKeys.clients);
  });
});
