import { exportJWK, generateKeyPair, type JWK, SignJWT, importJWK } from 'jose';
import type { Actor } from '@crm/contracts';
import { createActorSigner, createActorVerifier } from './actor-token.ts';
import { rightsInTheBeginning } from './role-rights.ts';
import { systemActor } from './system-actor.ts';

const manager: Actor = {
  ...systemActor,
  accountId: 'a'.repeat(24),
  employeeId: 'b'.repeat(24),
  role: 'manager',
  permissions: ['write'],
  scopes: rightsInTheBeginning.manager.scopes,
};

async function keyPair(kid: string): Promise<{ privateKey: JWK; publicKey: JWK }> {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  return {
    privateKey: { ...(await exportJWK(pair.privateKey)), kid },
    publicKey: { ...(await exportJWK(pair.publicKey)), kid },
  };
}

describe('the actor token', () => {
  it('brings the actor from the gateway to a service', async () => {
    const gateway = await keyPair('gateway.1');
    const token = await (await createActorSigner(gateway.privateKey))(manager);
    const verify = createActorVerifier({ keys: [gateway.publicKey] });
    expect(await verify(token)).toEqual(manager);
    expect(await verify(token)).toEqual(manager);
  });

  it('is refused when another key signed it', async () => {
    const gateway = await keyPair('gateway.1');
    const stranger = await keyPair('gateway.1');
    const token = await (await createActorSigner(stranger.privateKey))(manager);
    const verify = createActorVerifier({ keys: [gateway.publicKey] });
    await expect(verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('lets a service speak for itself, never for a person', async () => {
    const clients = await keyPair('clients.1');
    const sign = await createActorSigner(clients.privateKey);
    const verify = createActorVerifier({ keys: [clients.publicKey] });
    expect(await verify(await sign(systemActor))).toEqual(systemActor);
    await expect(verify(await sign(manager))).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('is refused when the key of a service claims to be the gateway', async () => {
    const clients = await keyPair('clients.1');
    const forged = await new SignJWT({ actor: manager })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'clients.1' })
      .setIssuer('gateway')
      .setAudience('crm-services')
      .setExpirationTime('60s')
      .sign(await importJWK(clients.privateKey, 'EdDSA'));
    await expect(createActorVerifier({ keys: [clients.publicKey] })(forged)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('is refused when it has expired, also when it was accepted before', async () => {
    const gateway = await keyPair('gateway.1');
    const token = await (await createActorSigner(gateway.privateKey))(manager);
    let now = new Date();
    const verify = createActorVerifier({ keys: [gateway.publicKey] }, { now: () => now });
    expect(await verify(token)).toEqual(manager);
    now = new Date(now.getTime() + 70_000);
    await expect(verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
