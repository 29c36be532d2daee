import { createActorSigner, createActorVerifier, type ActorKeySet } from '@crm/access';
import type { Actor } from '@crm/contracts';
import { generateKeys } from './generate-keys.ts';

const system: Actor = {
  accountId: 'a'.repeat(24),
  employeeId: 'b'.repeat(24),
  role: 'system',
  timeZone: 'UTC',
  scope: { kind: 'all' },
};

describe(generateKeys, () => {
  const keys = generateKeys();

  it.each(['gateway', 'clients'] as const)('lets every program verify what %s signs', async (signer) => {
    const sign = await createActorSigner(
      JSON.parse(keys.signingKeys[signer]) as Parameters<typeof createActorSigner>[0],
    );
    const verify = createActorVerifier(JSON.parse(keys.actorPublicKeys) as ActorKeySet);
    expect(await verify(await sign(system))).toEqual(system);
  });

  it('publishes no private part', () => {
    expect(keys.actorPublicKeys).not.toContain('"d"');
  });

  it('gives each installation keys of its own', () => {
    expect(generateKeys().accessTokenKey).not.toEqual(keys.accessTokenKey);
  });
});
