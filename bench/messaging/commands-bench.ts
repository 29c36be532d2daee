import { createHash, randomUUID } from 'node:crypto';
import { createActorSigner } from '@crm/access';
import { type Actor, createClient } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { runInRequest } from '@crm/observability';
import { MongoClient } from 'mongodb';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import type { MessagingBenchOptions } from './options.ts';

export const BAREST = 'one insertOne, majority and journaled';
export const COMMAND = 'a command over RabbitMQ: transaction, event, stored answer';

export interface WriteRate {
  readonly target: string;
  readonly writers: number;
  readonly perSecond: number;
}

/** A usual command, as the gateway would send it with an idempotency key, against the barest write that survives. */
export async function measureCommands(
  stack: RunningStack,
  actor: Actor,
  options: MessagingBenchOptions,
): Promise<WriteRate[]> {
  const mongo = await MongoClient.connect(stack.servers.mongodbUri, { maxPoolSize: 50 });
  const signActor = await createActorSigner(JSON.parse(stack.environment['ACTOR_SIGNING_KEY'] ?? '{}') as object);
  const rpc = await RpcClient.connect({ url: stack.servers.rabbitmqUrl, signActor });
  try {
    const barest = mongo.db('crm_bench').collection('barest');
    const ways: Readonly<Record<string, () => Promise<unknown>>> = {
      [BAREST]: () => barest.insertOne({ text: randomUUID() }, { writeConcern: { w: 'majority', journal: true } }),
      [COMMAND]: async () => sendCommand(rpc, await signActor(actor)),
    };
    return await inTurns(ways, options);
  } finally {
    await mongo.db('crm_bench').dropDatabase();
    await rpc.close();
    await mongo.close();
  }
}

function sendCommand(rpc: RpcClient, actorToken: string): Promise<unknown> {
  const key = createHash('sha256').update(randomUUID()).digest('hex');
  const repeatable = { key, fingerprint: key, replayed: false };
  return runInRequest({ requestId: key.slice(0, 12), actorToken, repeatable }, () =>
    rpc.call(createClient, { kind: 'person', name: `Person ${key.slice(0, 8)}` }),
  );
}

async function inTurns(
  ways: Readonly<Record<string, () => Promise<unknown>>>,
  { rounds, seconds, writers }: MessagingBenchOptions,
): Promise<WriteRate[]> {
  const rates: WriteRate[] = [];
  for (const write of Object.values(ways)) await rateOf(write, 8, 2);
  for (let round = 1; round <= rounds; round += 1) {
    for (const count of writers) {
      for (const [target, write] of Object.entries(ways)) {
        rates.push({ target, writers: count, perSecond: await rateOf(write, count, seconds) });
      }
    }
  }
  return rates;
}

async function rateOf(write: () => Promise<unknown>, writers: number, seconds: number): Promise<number> {
  const started = performance.now();
  const end = started + seconds * 1000;
  let written = 0;
  const writer = async (): Promise<void> => {
    while (performance.now() < end) {
      await write();
      written += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return (written / (performance.now() - started)) * 1000;
}
