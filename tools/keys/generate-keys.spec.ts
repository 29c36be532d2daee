import { createActorSigner, createActorVerifier, systemActor, type ActorKeySet } from '@crm/access';
import { completeKeys, generateKeys } from './generate-keys.ts';

describe(generateKeys, () => {
  const keys = generateKeys();

  it.each(['gateway', 'clients', 'activities'] as const)('lets every program verify what %s signs', async (signer) => {
    const sign = await createActorSigner(
      JSON.parse(keys.signingKeys[signer]) as Parameters<typeof createActorSigner>[0],
    );
    const verify = createActorVerifier(JSON.parse(keys.actorPublicKeys) as ActorKeySet);
    expect(await verify(await sign(systemActor))).toEqual(systemActor);
  });

  it('publishes no private part', () => {
    expect(keys.actorPublicKeys).not.toContain('"d"');
  });

  it('gives each installation keys of its own', () => {
    expect(generateKeys().accessTokenKey).not.toEqual(keys.accessTokenKey);
  });

  it('seals the second factors of each installation by a key of 256 bits of its own', () => {
    expect(Buffer.from(keys.secondFactorKey, 'base64url')).toHaveLength(32);
    expect(generateKeys().secondFactorKey).not.toEqual(keys.secondFactorKey);
    const { secondFactorKey: _later, ...earlier } = keys;
    expect(Buffer.from(completeKeys(earlier).secondFactorKey, 'base64url')).toHaveLength(32);
  });

  it('adds only what an earlier installation lacks', async () => {
    const { activities: _later, ...signingKeys } = keys.signingKeys;
    const publicKeys = (JSON.parse(keys.actorPublicKeys) as { keys: { kid: string }[] }).keys;
    const actorPublicKeys = JSON.stringify({ keys: publicKeys.filter(({ kid }) => kid !== 'activities.1') });
    const completed = completeKeys({ ...keys, actorPublicKeys, signingKeys });
    expect(completed).toMatchObject({ signingKeys, accessTokenKey: keys.accessTokenKey });
    const sign = await createActorSigner(
      JSON.parse(completed.signingKeys.activities) as Parameters<typeof createActorSigner>[0],
    );
    const verify = createActorVerifier(JSON.parse(completed.actorPublicKeys) as ActorKeySet);
    expect(await verify(await sign(systemActor))).toEqual(systemActor);
    expect(completeKeys(keys)).toEqual(keys);
  });
});
