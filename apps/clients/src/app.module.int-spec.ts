import { generateKeyPairSync } from 'node:crypto';
import { createActorSigner } from '@crm/access';
import { type RunningService, type ServiceConfig, bootMigrations, databaseName, startService } from '@crm/boot';
import type { PrivateJsonWebKey } from '@crm/config';
import { type Actor, createClient, listClientClassifier, listClients, listEmployees } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { createLogger } from '@crm/observability';
import { openConnection } from '@crm/persistence';
import { aManager, anAdministrator, testServers, uniqueName } from '@crm/testing';
import { AppModule } from './app.module.ts';
import { migrations } from './migrations/index.ts';
import { schemas } from './schemas.ts';

const keyNamed = (kid: string): PrivateJsonWebKey => {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', kid, x, d };
};
const publicPart = ({ d: _private, ...key }: PrivateJsonWebKey) => key;

const { mongodbUri, rabbitmqUrl, redisUrl } = testServers();
const queuePrefix = `${uniqueName('queue')}.`;
const [gatewayKey, ownKey] = [keyNamed('gateway.1'), keyNamed('clients.1')];
const config: ServiceConfig = {
  CRM_ENV: 'test',
  HOST: '127.0.0.1',
  PORT: 0,
  LOG_LEVEL: 'silent',
  MONGODB_URI: mongodbUri,
  CRM_DATABASE_PREFIX: uniqueName('db'),
  RABBITMQ_URL: rabbitmqUrl,
  REDIS_URL: redisUrl,
  ACTOR_PUBLIC_KEYS: { keys: [publicPart(gatewayKey), publicPart(ownKey)] },
  ACTOR_SIGNING_KEY: ownKey,
};

describe(AppModule, () => {
  let service: RunningService;
  const callers: RpcClient[] = [];
  const callerWith = async (key: PrivateJsonWebKey): Promise<RpcClient> => {
    const caller = await RpcClient.connect({ url: rabbitmqUrl, queuePrefix, signActor: await createActorSigner(key) });
    callers.push(caller);
    return caller;
  };

  beforeAll(async () => {
    const { CRM_ENV, LOG_LEVEL, CRM_DATABASE_PREFIX } = config;
    Object.assign(process.env, { CRM_ENV, LOG_LEVEL, CRM_DATABASE_PREFIX });
    await bootMigrations({ name: 'clients', schemas, migrations });
    const module = AppModule.forRoot(config, queuePrefix);
    service = await startService({ name: 'clients', config, module, queuePrefix }, createLogger('clients', 'silent'));
  });
  afterAll(async () => {
    for (const caller of callers) await caller.close();
    await service.stop();
    const connection = await openConnection(mongodbUri, databaseName(config, 'clients'));
    await connection.dropDatabase();
    await connection.close();
  });

  it('is ready, and answers a person for whom the gateway speaks', async () => {
    const readiness = await fetch(`${service.probes}/readyz`);
    expect(readiness.status).toBe(200);
    const gateway = await callerWith(gatewayKey);
    const { data } = await gateway.call(listClientClassifier, { classifier: 'sector' }, { actor: aManager() });
    expect(data.map(({ code }) => code)).toContain('retail');
  });

  it('answers nobody who does not say who asks, not even what everybody may know', async () => {
    const gateway = await callerWith(gatewayKey);
    for (const ask of [
      () => gateway.call(listClients, {}),
      () => gateway.call(listEmployees, {}),
      () => gateway.call(listClientClassifier, { classifier: 'sector' }),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: 'unauthenticated' });
    }
  });

  it.each<{ forgery: string; key: PrivateJsonWebKey; actor: Actor }>([
    { forgery: 'signed with a key of nobody', key: keyNamed('gateway.1'), actor: anAdministrator() },
    { forgery: 'of another service that speaks for a person', key: ownKey, actor: anAdministrator() },
  ])('answers no token $forgery', async ({ key, actor }) => {
    const caller = await callerWith(key);
    await expect(caller.call(listClients, {}, { actor })).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('refuses what the contract does not allow, saying where', async () => {
    const gateway = await callerWith(gatewayKey);
    const nameless = gateway.call(createClient, { kind: 'person', name: ' ' }, { actor: aManager() });
    await expect(nameless).rejects.toMatchObject({ code: 'invalid', details: { issues: [{ path: ['name'] }] } });
  });
});
