import { generateKeyPairSync } from 'node:crypto';
import { Controller, type ModuleMetadata } from '@nestjs/common';
import { createActorSigner } from '@crm/access';
import { dealWon, defineEvent, getDeal, listDealsBacklogs, moveDeal } from '@crm/contracts';
import { JobQueue } from '@crm/jobs';
import { exchanges, OnEvent, RpcClient, rpcQueue } from '@crm/messaging';
import { createLogger, runInRequest } from '@crm/observability';
import { newId, openConnection, type Migration } from '@crm/persistence';
import { anAdministrator, eventually, testServers, uniqueName } from '@crm/testing';
import amqp from 'amqplib';
import { DealsStandIn, Traces, leaveTrace, schemas } from '../test/deals-stand-in.ts';
import { LinksModule, bootMigrations, databaseName, startService, type ServiceConfig } from './index.ts';

const { mongodbUri, rabbitmqUrl, redisUrl } = testServers();
const queuePrefix = `${uniqueName('boot')}.`;
const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const publicKey = { kty: 'OKP', crv: 'Ed25519', kid: 'deals.1', x } as const;
const signingKey = { ...publicKey, d };
const system = { ...anAdministrator(), role: 'system' } as const;
const untold = defineEvent('deals.nobody-knows', { aggregate: dealWon.aggregate, data: dealWon.data });
const config: ServiceConfig = {
  CRM_ENV: 'test',
  HOST: '127.0.0.1',
  PORT: 0,
  LOG_LEVEL: 'silent',
  MONGODB_URI: mongodbUri,
  CRM_DATABASE_PREFIX: uniqueName('db'),
  RABBITMQ_URL: rabbitmqUrl,
  REDIS_URL: redisUrl,
  ACTOR_PUBLIC_KEYS: { keys: [publicKey] },
  ACTOR_SIGNING_KEY: signingKey,
};

/** Starts a service that answers for deals. */
async function start(parts: ModuleMetadata = { providers: [Traces], controllers: [DealsStandIn] }) {
  const links = await LinksModule.forRoot({ name: 'deals', config, schemas, queuePrefix });
  const module = { module: class DealsStandInModule {}, imports: [links], ...parts };
  return startService({ name: 'deals', config, module, queuePrefix }, createLogger('deals', 'silent'));
}

async function stored(): Promise<string[]> {
  const connection = await openConnection(mongodbUri, databaseName(config, 'deals'));
  const traces = await connection.collection<{ text: string }>('traces').find().toArray();
  await connection.close();
  return traces.map(({ text }) => text).sort();
}

/** Who relays which part of the outbox, and which processes say that they live. */
async function leaseHolders(): Promise<string[]> {
  const connection = await openConnection(mongodbUri, databaseName(config, 'deals'));
  const leases = await connection
    .collection<{ _id: string; partition?: number; holder?: string | null }>('outbox-leases')
    .find()
    .toArray();
  await connection.close();
  return leases.flatMap(({ _id, partition, holder }) => (partition === undefined ? [_id] : (holder ?? [])));
}

const passed = (name: string): unknown => expect.objectContaining({ name, ok: true });

afterAll(async () => {
  const connection = await openConnection(mongodbUri, databaseName(config, 'deals'));
  await connection.dropDatabase();
  await connection.close();
  const broker = await amqp.connect(rabbitmqUrl);
  const channel = await broker.createChannel();
  const { events, unrouted, deadLetters } = exchanges(queuePrefix);
  for (const queue of [rpcQueue('deals', queuePrefix), unrouted]) await channel.deleteQueue(queue);
  for (const exchange of [events, unrouted, deadLetters]) await channel.deleteExchange(exchange);
  await broker.close();
});

describe(startService, () => {
  it('is ready when it is attached to its queue and its servers answer', async () => {
    const service = await start();
    const answer = await fetch(`${service.probes}/readyz`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      ok: true,
      checks: expect.arrayContaining([passed('mongodb'), passed('redis'), passed('rabbitmq'), passed('rpc')]),
    });
    await service.stop();
    await expect(fetch(`${service.probes}/livez`)).rejects.toThrow();
  });

  it('answers the calls in hand and finishes running jobs before it lets go of the database', async () => {
    const service = await start();
    const traces = service.app.get(Traces);
    const client = await RpcClient.connect({
      url: rabbitmqUrl,
      queuePrefix,
      signActor: await createActorSigner(signingKey),
    });
    const called = client
      .call(getDeal, { dealId: newId() }, { deadline: 20_000, actor: system })
      .catch((error: unknown) => error);
    await service.app.get(JobQueue, { strict: false }).add(leaveTrace, {}, { id: 'trace-1' });
    await eventually(() => expect(traces.begun.toSorted()).toEqual(['call', 'job']));

    const stopped = service.stop();
    await eventually(async () => expect((await fetch(`${service.probes}/readyz`)).status).toBe(503));
    traces.finish('call');
    expect(await called).toMatchObject({ code: 'deal.not_found' });
    expect(await stored()).toEqual(['call']);
    traces.finish('job');
    await stopped;
    expect(await stored()).toEqual(['call', 'job']);
    await client.close();
  });

  it('gives its part of the outbox back when it stops, so that others relay it at once', async () => {
    const service = await start();
    expect((await leaseHolders()).length).toBeGreaterThan(1);
    await service.stop();
    expect(await leaseHolders()).toEqual([]);
  });

  it('carries a command out once that its caller repeats', async () => {
    const service = await start();
    const traces = service.app.get(Traces);
    traces.finish('call');
    const client = await RpcClient.connect({
      url: rabbitmqUrl,
      queuePrefix,
      signActor: await createActorSigner(signingKey),
    });
    const repeatable = { key: newId(), fingerprint: 'one', replayed: false };
    const move = () =>
      runInRequest({ requestId: 'r-1', repeatable }, () =>
        client.call(moveDeal, { dealId: newId(), stageId: newId() }, { deadline: 20_000, actor: system }),
      );
    await expect(move()).rejects.toMatchObject({ code: 'deal.not_found' });
    await expect(move()).rejects.toMatchObject({ code: 'deal.not_found' });
    expect(traces.begun).toEqual(['call']);
    expect(repeatable.replayed).toBe(true);
    await client.close();
    await service.stop();
  });

  it('answers by itself how its lists of work stand, to those who administer', async () => {
    const service = await start();
    const signActor = await createActorSigner(signingKey);
    const client = await RpcClient.connect({ url: rabbitmqUrl, queuePrefix, signActor });
    const ask = () => client.call(listDealsBacklogs, {}, { actor: system });
    const { data } = await ask();
    const idle = { oldestAgeSeconds: null, late: false };
    expect(data).toEqual([
      { list: 'events', limitSeconds: 30, ...idle },
      { list: 'outbox', limitSeconds: 30, ...idle },
      { list: 'deals.leave-trace', limitSeconds: 120, ...idle },
    ]);
    // It consumes nothing, so nothing was given up.
    await eventually(async () => expect(await ask()).toMatchObject({ deadLetters: 0 }));
    const checks = (await (await fetch(`${service.probes}/readyz`)).json()) as object;
    expect(checks).toMatchObject({ checks: expect.arrayContaining([passed('backlog deals.leave-trace')]) });
    await client.close();
    await service.stop();
  });

  it('refuses to start when a contract has no handler, and leaves nothing open', async () => {
    await expect(start({})).rejects.toThrow(/No handler answers .*deals\.get/);
  });

  it('refuses to start with a handler of an event that nobody tells', async () => {
    @Controller()
    class Reactions {
      @OnEvent(untold)
      async react(): Promise<void> {}
    }
    await expect(start({ providers: [Traces], controllers: [DealsStandIn, Reactions] })).rejects.toThrow(
      /No service tells deals\.nobody-knows\.v1: export it from events\.ts/,
    );
  });
});

describe(bootMigrations, () => {
  it('brings the database of the service to what its code expects', async () => {
    const migrations: Migration[] = [
      {
        id: '2026-01-01-first-trace',
        up: async (connection) => {
          await connection.collection('traces').insertOne({ text: 'migrated' });
        },
      },
    ];
    const variables = { CRM_ENV: 'test', LOG_LEVEL: 'silent', CRM_DATABASE_PREFIX: config.CRM_DATABASE_PREFIX };
    Object.assign(process.env, variables);
    await bootMigrations({ name: 'deals', schemas, migrations });
    await bootMigrations({ name: 'deals', schemas, migrations });
    expect((await stored()).filter((text) => text === 'migrated')).toHaveLength(1);
  });
});
