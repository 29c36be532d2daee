import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createActorSigner, systemActor } from '@crm/access';
import { type Actor, changeDeal, listDeals, resolveActor } from '@crm/contracts';
import type { RpcClient } from '@crm/messaging';
import { runInRequest } from '@crm/observability';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import { withRpc } from '../loading/with-rpc.ts';
import { onStack } from '../measuring/on-stack.ts';
import { readOptions, whole, wholes } from '../measuring/option-values.ts';
import { processCost } from '../measuring/process-cost.ts';
import { percentile, spread } from '../measuring/spread.ts';
import { loadPortfolio } from './load-portfolio.ts';

const CLIENTS = 1_000;
const WITH = 'sections and marks kept';
const WITHOUT = 'nothing kept';

interface Writes {
  readonly way: string;
  readonly writers: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** CPU milliseconds of the service for one write. */
  readonly cpu: number;
}

interface WriteOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly writers: readonly number[];
}

function parseOptions(args: string[]): WriteOptions {
  const texts = readOptions(args, { rounds: '3', seconds: '5', writers: '1,8,32' });
  return {
    rounds: whole('rounds', texts.rounds),
    seconds: whole('seconds', texts.seconds),
    writers: wholes('writers', texts.writers),
  };
}

/**
 * `npm run bench -- card-writes`: what keeping sections and marking clients costs a change of a deal, in turns in one run. The
 * service without it is the same process, whose sections a switch of the bench leaves alone.
 */
export async function runCardWritesBench(args: string[]): Promise<void> {
  const options = parseOptions(args);
  const given = process.env['NODE_OPTIONS'] ?? '';
  const switchFile = pathToFileURL(join(import.meta.dirname, 'sections-switch.mjs')).href;
  process.env['NODE_OPTIONS'] = `${given} --import ${switchFile}`;
  await onStack({ name: 'bench-writes' }, ({ stack, report }) =>
    withRpc(stack, async (rpc) => {
      const size = { shape: 'even', clients: CLIENTS, deals: CLIENTS * 3, activities: CLIENTS } as const;
      const { readerId } = await loadPortfolio(rpc, systemActor, { options: size, report });
      const actor = await actorOf(rpc, readerId);
      const dealIds = await openDeals(rpc, actor);
      const write = await changing(stack, { rpc, actor, dealIds });
      console.log(tableOf(await inTurns(stack, write, options)));
    }),
  );
}

async function actorOf(rpc: RpcClient, employeeId: string): Promise<Actor> {
  const question = { employeeId, role: 'administrator' } as const;
  const { name: _name, status: _status, ...access } = await rpc.call(resolveActor, question, { actor: systemActor });
  return { accountId: employeeId, role: question.role, ...access };
}

async function openDeals(rpc: RpcClient, actor: Actor): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { data, page } = await rpc.call(
      listDeals,
      { status: 'open', limit: 100, ...(cursor !== undefined && { cursor }) },
      { actor },
    );
    ids.push(...data.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && ids.length < CLIENTS);
  return ids;
}

interface Changing {
  readonly rpc: RpcClient;
  readonly actor: Actor;
  readonly dealIds: readonly string[];
}

/** A usual command, as the gateway would send it with an idempotency key; each time another deal. */
async function changing(stack: RunningStack, { rpc, actor, dealIds }: Changing): Promise<() => Promise<unknown>> {
  const sign = await createActorSigner(JSON.parse(stack.environment['ACTOR_SIGNING_KEY'] ?? '{}') as object);
  let next = 0;
  return async () => {
    const actorToken = await sign(actor);
    const key = createHash('sha256').update(randomUUID()).digest('hex');
    const repeatable = { key, fingerprint: key, replayed: false };
    const dealId = dealIds[(next += 1) % dealIds.length] ?? '';
    return runInRequest({ requestId: key.slice(0, 12), actorToken, repeatable }, () =>
      rpc.call(changeDeal, { dealId, expectedVersion: undefined, change: { note: key } }),
    );
  };
}

async function inTurns(
  stack: RunningStack,
  write: () => Promise<unknown>,
  { rounds, seconds, writers }: WriteOptions,
): Promise<Writes[]> {
  const { pid } = stack.services.deals;
  const measured: Writes[] = [];
  await writesOf(write, { way: WITH, writers: 8, seconds: 3, pid });
  for (let round = 0; round < rounds; round += 1) {
    for (const count of writers) {
      for (const way of [WITH, WITHOUT]) {
        measured.push(await writesOf(write, { way, writers: count, seconds, pid }));
        process.kill(pid, 'SIGUSR2');
      }
    }
  }
  return measured;
}

interface Turn extends Pick<Writes, 'way' | 'writers'> {
  readonly seconds: number;
  readonly pid: number;
}

async function writesOf(write: () => Promise<unknown>, { way, writers, seconds, pid }: Turn): Promise<Writes> {
  const milliseconds: number[] = [];
  const [started, cpuBefore] = [performance.now(), processCost(pid).cpuMilliseconds];
  const end = started + seconds * 1_000;
  const writer = async (): Promise<void> => {
    while (performance.now() < end) {
      const sentAt = performance.now();
      await write();
      milliseconds.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return {
    ...{ way, writers },
    perSecond: (milliseconds.length / (performance.now() - started)) * 1_000,
    p50: percentile(milliseconds, 0.5),
    p99: percentile(milliseconds, 0.99),
    cpu: (processCost(pid).cpuMilliseconds - cpuBefore) / milliseconds.length,
  };
}

function tableOf(measured: readonly Writes[]): string {
  const rows = Array.from(
    Map.groupBy(measured, ({ way, writers }) => `${writers} | ${way}`),
    ([name, group]) => {
      const column = (read: (one: Writes) => number, digits: number): string => spread(group.map(read), digits);
      const times = [column(({ p50 }) => p50, 1), column(({ p99 }) => p99, 1)];
      return `| ${[name, column(({ perSecond }) => perSecond, 0), ...times, column(({ cpu }) => cpu, 2)].join(' | ')} |`;
    },
  );
  const head = ['writers', 'the deals service', 'writes/s', 'p50 ms', 'p99 ms', 'its CPU ms a write'];
  return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows].join('\n');
}
