import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createActorSigner } from '@crm/access';
import { type Actor, changeClient, clientCreated, loadClients } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { type Collection, MongoClient, ObjectId } from 'mongodb';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import { processCost } from '../measuring/process-cost.ts';
import { percentile } from '../measuring/spread.ts';
import type { MessagingBenchOptions } from './options.ts';

/** How fast a backlog of events is brought from one service to another. */
export interface DrainFigures {
  /** Events a second from the outbox of clients to the copy that deals keep. */
  readonly perSecond: number;
  /** Milliseconds of processor time that each service that takes part has spent on an event. */
  readonly cpuByService: Readonly<Record<string, number>>;
}

/** How long a fact takes to show in another service beside a steady load. */
export interface VisibleFigures {
  /** Milliseconds from the answer to a write until another service shows it. */
  readonly p50: number;
  readonly p99: number;
  readonly writesPerSecond: number;
}

export interface EventsBench {
  readonly stack: RunningStack;
  readonly databasePrefix: string;
  /** Who owns what is written. */
  readonly manager: Actor;
  readonly system: Actor;
}

const PAGE = 1_000;
const WRITES_PER_SECOND = 200;
const CLIENTS = 200;

/** A backlog as it is left by a broker that was away, drained by the real relay and the real consumers. */
export async function measureDrain(
  bench: EventsBench,
  { events: count }: MessagingBenchOptions,
): Promise<DrainFigures> {
  const { stack, databasePrefix, manager } = bench;
  const mongo = await MongoClient.connect(stack.servers.mongodbUri);
  const copy = mongo.db(`${databasePrefix}_deals`).collection('known-clients');
  const outbox = mongo.db(`${databasePrefix}_clients`).collection('outbox');
  try {
    // Counted by what the server keeps: counting documents again and again would be the greater part of what is measured.
    const before = await copy.estimatedDocumentCount();
    stack.kill('clients', 'SIGKILL');
    for (let written = 0; written < count; written += PAGE) {
      await outbox.insertMany(Array.from({ length: Math.min(PAGE, count - written) }, () => rowOf(manager)));
    }
    const started = stack.restart('clients');
    while ((await copy.estimatedDocumentCount()) === before) await pause(5);
    const [begun, spent] = [performance.now(), cpuOf(stack)];
    const early = (await copy.estimatedDocumentCount()) - before;
    await started;
    while ((await copy.estimatedDocumentCount()) < before + count) await pause(20);
    const drained = count - early;
    const cpu = Object.entries(cpuOf(stack)).map(([name, ms]) => [name, (ms - (spent[name] ?? 0)) / drained]);
    const seconds = (performance.now() - begun) / 1000;
    return { perSecond: drained / seconds, cpuByService: Object.fromEntries(cpu) as Record<string, number> };
  } finally {
    await mongo.close();
  }
}

const cpuOf = ({ services }: RunningStack): Record<string, number> =>
  Object.fromEntries(Object.entries(services).map(([name, { pid }]) => [name, processCost(pid).cpuMilliseconds]));

function rowOf({ employeeId }: Actor): object {
  const id = new ObjectId();
  const fact = {
    id: id.toHexString(),
    version: 1,
    kind: 'person',
    name: 'Bench',
    lifecycleStatus: 'prospect',
    parentId: null,
    ownerId: employeeId,
    departmentId: employeeId,
  };
  return {
    type: clientCreated.type,
    aggregate: { kind: clientCreated.aggregate, id: fact.id },
    seq: 1,
    partition: randomInt(16),
    occurredAt: new Date(),
    requestId: 'bench',
    actorId: null,
    data: fact,
    relayedAt: null,
  };
}

/** Writes go on at an even pace while another service's copy is watched. */
export async function measureVisibility(bench: EventsBench, options: MessagingBenchOptions): Promise<VisibleFigures> {
  const mongo = await MongoClient.connect(bench.stack.servers.mongodbUri);
  try {
    return await watchWrites(bench, mongo.db(`${bench.databasePrefix}_deals`).collection('known-clients'), options);
  } finally {
    await mongo.close();
  }
}

async function watchWrites(
  { stack, manager, system }: EventsBench,
  copy: Collection,
  { seconds }: MessagingBenchOptions,
): Promise<VisibleFigures> {
  const signActor = await createActorSigner(JSON.parse(stack.environment['ACTOR_SIGNING_KEY'] ?? '{}') as object);
  const rpc = await RpcClient.connect({ url: stack.servers.rabbitmqUrl, signActor });
  const seen = new Map<string, number>();
  const changes = copy.watch([], { fullDocument: 'updateLookup' });
  changes.on('change', (change) => {
    if (!('fullDocument' in change)) return;
    const row = change.fullDocument as unknown as { _id: ObjectId; version: number } | undefined;
    if (row) seen.set(`${row._id.toHexString()} ${row.version}`, performance.now());
  });
  try {
    const rows = Array.from({ length: CLIENTS }, (_, index) => ({
      externalId: `visible-${index}`,
      kind: 'person' as const,
      name: `Visible ${index}`,
      ownerId: manager.employeeId,
    }));
    const loaded = await rpc.call(loadClients, { rows }, { actor: system });
    const ids = loaded.rows.map(({ id }) => id);
    const written = await writeEvenly(ids, seconds * 2, async (clientId, index) => {
      const change = { note: `Note ${index}` };
      return (await rpc.call(changeClient, { clientId, change }, { actor: manager })).version;
    });
    await waitForAll(written, seen);
    const delays = written.map(({ key, at }) => Math.max(0, (seen.get(key) ?? Number.NaN) - at));
    const [first, last] = [written[0]?.at ?? 0, written.at(-1)?.at ?? 0];
    return {
      p50: percentile(delays, 0.5),
      p99: percentile(delays, 0.99),
      writesPerSecond: (written.length / (last - first)) * 1000,
    };
  } finally {
    await changes.close();
    await rpc.close();
  }
}

interface Written {
  /** The client and the version that the write gave him. */
  readonly key: string;
  readonly at: number;
}

/** Starts a write each 5 ms, whatever the others take. */
async function writeEvenly(
  ids: readonly string[],
  seconds: number,
  write: (id: string, index: number) => Promise<number>,
): Promise<Written[]> {
  const written: Written[] = [];
  const pending: Promise<void>[] = [];
  const started = performance.now();
  const count = seconds * WRITES_PER_SECOND;
  for (let index = 0; index < count; index += 1) {
    const id = ids[index % ids.length] ?? '';
    const done = write(id, index).then(
      (version) => void written.push({ key: `${id} ${version}`, at: performance.now() }),
    );
    // A write that fails ends the bench when all are awaited, and not the program at this moment.
    done.catch(() => undefined);
    pending.push(done);
    await pause(Math.max(0, started + ((index + 1) * 1000) / WRITES_PER_SECOND - performance.now()));
  }
  await Promise.all(pending);
  return written;
}

/** @throws Error when some write did not reach the copy within 10 s. */
async function waitForAll(written: readonly Written[], seen: ReadonlyMap<string, number>): Promise<void> {
  const giveUp = performance.now() + 10_000;
  while (performance.now() < giveUp && written.some(({ key }) => !seen.has(key))) await pause(20);
  const unseen = written.filter(({ key }) => !seen.has(key)).length;
  if (unseen > 0) throw new Error(`${unseen} of ${written.length} writes never became visible`);
}
