import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createActorSigner } from '@crm/access';
import { type Actor, changeClient, clientCreated, loadClients } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { type Collection, MongoClient, ObjectId } from 'mongodb';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import { percentile } from '../measuring/spread.ts';
import type { MessagingBenchOptions } from './options.ts';

export interface EventFigures {
  /** Events a second from a backlog in the outbox of one service to its copy in another. */
  readonly drainedPerSecond: number;
  /** Milliseconds from the answer to a write until another service shows it. */
  readonly visibleP50: number;
  readonly visibleP99: number;
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

/** How fast events of the clients service reach the copy of its clients that deals keep. */
export async function measureEvents(bench: EventsBench, options: MessagingBenchOptions): Promise<EventFigures> {
  const { stack, databasePrefix } = bench;
  const mongo = await MongoClient.connect(stack.servers.mongodbUri);
  const copy = mongo.db(`${databasePrefix}_deals`).collection('known-clients');
  const outbox = mongo.db(`${databasePrefix}_clients`).collection('outbox');
  try {
    const visible = await measureVisibility(bench, copy, options);
    return { ...visible, drainedPerSecond: await measureDrain(bench, { copy, outbox }, options.events) };
  } finally {
    await mongo.close();
  }
}

/** A backlog as it is left by a broker that was away, drained by the real relay and the real consumer. */
async function measureDrain(
  { stack, manager }: EventsBench,
  { copy, outbox }: { copy: Collection; outbox: Collection },
  count: number,
): Promise<number> {
  const before = await copy.countDocuments();
  stack.kill('clients', 'SIGKILL');
  for (let written = 0; written < count; written += PAGE) {
    await outbox.insertMany(Array.from({ length: Math.min(PAGE, count - written) }, () => rowOf(manager)));
  }
  const started = stack.restart('clients');
  while ((await copy.countDocuments()) === before) await pause(5);
  const begun = performance.now();
  const early = (await copy.countDocuments()) - before;
  await started;
  while ((await copy.countDocuments()) < before + count) await pause(20);
  return ((count - early) / (performance.now() - begun)) * 1000;
}

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

async function measureVisibility(
  { stack, manager, system }: EventsBench,
  copy: Collection,
  { seconds }: MessagingBenchOptions,
): Promise<Omit<EventFigures, 'drainedPerSecond'>> {
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
      visibleP50: percentile(delays, 0.5),
      visibleP99: percentile(delays, 0.99),
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
