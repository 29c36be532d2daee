import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { systemActor } from '@crm/access';
import { serviceNames, type ServiceName } from '@crm/contracts';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import { withoutRequestLimits } from '../../tools/start/service-environment.ts';
import { withRpc } from '../loading/with-rpc.ts';
import { giveAccounts } from '../loading/accounts.ts';
import { keptInRedis } from './kept-in-redis.ts';
import { loadPortfolio } from './load-portfolio.ts';
import { multiply } from './multiply.ts';
import { onStack } from '../measuring/on-stack.ts';
import { gatewayTarget } from '../measuring/gateway-target.ts';
import { measure, type Target } from '../measuring/measure.ts';
import { chooser } from './choice.ts';
import { type CardBenchOptions, parseCardBenchOptions } from './options.ts';
import { READER } from './portfolio.ts';
import { buildSections } from './build-sections.ts';
import { type CardMeasurement, cardTable, costTable, overallRatios, ratioTable } from './report.ts';

const PRODUCT = 'through the gateway';
const CACHED = 'the same, 90 % kept';
const CHANGED = 'the same, 10 % changed in part';
const BARE = 'bare Fastify + driver';
const PASSWORD = 'measured here and nowhere else';
const WARM_UP_SECONDS = 3;
/** Clients that are loaded through the services; above that, what they have stored is copied. */
const SEED = 2_000;
/** Cards asked for in a run: enough that no cache of a processor or a server knows them all by heart. */
const SAMPLE = 20_000;
/** Clients of whom it is asserted that all programs answer the same card. */
const COMPARED = 50;

/**
 * `npm run bench -- card`: the card through the gateway against a bare program that answers the same card from the same
 * databases, in turns, several rounds.
 */
export async function runCardBench(args: string[]): Promise<void> {
  const options = parseCardBenchOptions(args);
  await onStack({ name: options.folder, gateway: withoutRequestLimits }, async ({ stack, ...run }) => {
    const clientIds = await portfolio(stack, { options, ...run });
    await withRpc(stack, (rpc) => buildSections(rpc, run.report));
    const started = await startBare(stack);
    try {
      const product = await productTarget(stack);
      const targets = [uncached(product), cached(product), changedInPart(product), bareTarget(started)];
      await assertSameCard(targets, clientIds);
      printReport(await runRounds(targets, clientIds, options), options);
      console.log(await keptInRedis(stack.servers.redisUrl));
    } finally {
      started.process.kill('SIGTERM');
    }
  });
}

interface PortfolioRun {
  readonly options: CardBenchOptions;
  readonly directory: string;
  readonly report: (line: string) => void;
}

/** Loads the portfolio unless one of this size is there from an earlier run. Returns the clients to ask for. */
async function portfolio(stack: RunningStack, { options, directory, report }: PortfolioRun): Promise<string[]> {
  const file = join(directory, 'portfolio.json');
  const { shape, clients, deals, activities } = options;
  const size = `${shape} ${[clients, deals, activities].join('/')}`;
  if (existsSync(file)) {
    const known = JSON.parse(readFileSync(file, 'utf8')) as { size: string; clientIds: string[] };
    if (known.size === size) return known.clientIds;
    throw new Error(`${directory} holds another portfolio (${known.size}): remove it, or say another --folder`);
  }
  const times = Math.max(1, Math.floor(clients / SEED));
  const seed = { shape, clients: clients / times, deals: deals / times, activities: activities / times };
  if (!Object.values(seed).every((count) => typeof count === 'string' || Number.isInteger(count)))
    throw new Error(`Of more than ${SEED} clients, deals and activities there must be as many for each ${SEED}`);
  report(`Loading ${size} clients/deals/activities (kept for the next run): ${seed.clients} through the services`);
  const begunAt = performance.now();
  await withRpc(stack, async (rpc) => {
    const { readerId } = await loadPortfolio(rpc, systemActor, { options: seed, report });
    await buildSections(rpc, report);
    await giveAccounts(stack, [{ email: READER, password: PASSWORD, role: 'head', employeeId: readerId }]);
  });
  const { mongodbUri } = stack.servers;
  const clientIds = await multiply({ mongodbUri, databasePrefix: 'crm', seed: seed.clients, times, report });
  report(`  loaded in ${((performance.now() - begunAt) / 1000).toFixed(0)} s`);
  const sample = spreadOver(clientIds, SAMPLE);
  writeFileSync(file, JSON.stringify({ size, clientIds: sample }));
  return sample;
}

/** At least so many of the ids, from the first to the last at equal distances; all where there are fewer. */
function spreadOver(ids: readonly string[], count: number): string[] {
  const step = Math.max(1, Math.floor(ids.length / count));
  return ids.filter((_, index) => index % step === 0);
}

interface BareProgram {
  readonly process: ChildProcess;
  readonly pid: number;
  readonly url: string;
}

async function startBare(stack: RunningStack): Promise<BareProgram> {
  const bare = fork(join(import.meta.dirname, 'bare-card.ts'), {
    env: { ...process.env, MONGODB_URI: stack.servers.mongodbUri, CRM_DATABASE_PREFIX: 'crm' },
  });
  const [message] = (await once(bare, 'message')) as [{ url: string }];
  if (bare.pid === undefined) throw new Error('The bare program did not start');
  return { process: bare, pid: bare.pid, url: message.url };
}

const bareTarget = ({ pid, url }: BareProgram): Target => ({
  name: BARE,
  url,
  headers: {},
  processes: { bare: pid },
});

async function productTarget(stack: RunningStack): Promise<Target> {
  return gatewayTarget(stack, PRODUCT, { email: READER, password: PASSWORD });
}

/** Shows that the reader has just changed something, as from a gateway whose clock is far ahead: no kept card is good enough. */
const PAST_CACHE = { 'x-read-after': (Date.now() + 86_400_000).toString(36) };

/** The same, of one service. */
const pastKeptOf = (service: ServiceName) => ({ 'x-read-after': `${PAST_CACHE['x-read-after']}.${service}` });

const uncached = (product: Target): Target => ({ ...product, headers: { ...product.headers, ...PAST_CACHE } });

/** Nine of ten readers are content with what is kept. Cards of clients whom nobody has asked for yet are put together besides. */
function cached(product: Target): Target {
  let asked = 0;
  return { ...product, name: CACHED, headersOfNext: () => ((asked += 1) % 10 === 0 ? PAST_CACHE : {}) };
}

/** One of ten readers has just changed something with one of the services. */
function changedInPart(product: Target): Target {
  let asked = 0;
  const headersOfNext = () => {
    asked += 1;
    return asked % 10 === 0 ? pastKeptOf(serviceNames[(asked / 10) % serviceNames.length] ?? 'clients') : {};
  };
  return { ...product, name: CHANGED, headersOfNext };
}

const cardPath = (clientId: string): string => `/api/v1/clients/${clientId}/card`;

/** Both programs must do the same work: a difference in the answer is a difference in the measure. */
async function assertSameCard(targets: Target[], clientIds: string[]): Promise<void> {
  for (const clientId of spreadOver(clientIds, COMPARED)) {
    const answers: unknown[] = [];
    for (const { url, headers } of targets) {
      answers.push(await (await fetch(url + cardPath(clientId), { headers })).json());
    }
    if (!answers.every((answer) => isDeepStrictEqual(answer, answers[0]))) {
      throw new Error(`The programs answer differently:\n${answers.map((one) => JSON.stringify(one)).join('\n')}`);
    }
  }
}

/** Opens each card once, as its readers would have in the last minutes: without that, nothing is kept that could be found. */
async function keepAll(targets: Target[], clientIds: string[]): Promise<void> {
  const { url = '', headers = {} } = targets.find(({ name }) => name === CACHED) ?? {};
  const waiting = clientIds.values();
  const open = async (): Promise<void> => {
    for (const clientId of waiting) await (await fetch(url + cardPath(clientId), { headers })).arrayBuffer();
  };
  await Promise.all(Array.from({ length: 32 }, open));
}

/** Program by program in turns, so that whatever else the machine does meets both alike. */
async function runRounds(
  targets: Target[],
  clientIds: string[],
  options: CardBenchOptions,
): Promise<CardMeasurement[]> {
  const measurements: CardMeasurement[] = [];
  const paths = options.choices.map((choice) => {
    const next = chooser(choice, clientIds.length);
    return { choice, nextPath: () => cardPath(clientIds[next()] ?? '') };
  });
  for (const target of targets) {
    for (const { nextPath } of paths) await measure(target, { connections: 8, seconds: WARM_UP_SECONDS, nextPath });
  }
  const turns = paths.flatMap((path) => options.connections.map((connections) => ({ ...path, connections })));
  for (let round = 1; round <= options.rounds; round += 1) {
    await keepAll(targets, clientIds);
    for (const { choice, connections, nextPath } of turns) {
      for (const target of targets) {
        const result = await measure(target, { connections, seconds: options.seconds, nextPath });
        const rate = result.requestsPerSecond.toFixed(0);
        console.log(`round ${round}, ${choice}, ${connections} connections, ${target.name}: ${rate} cards/s`);
        measurements.push({ ...result, choice });
      }
    }
  }
  return measurements;
}

function printReport(
  measurements: CardMeasurement[],
  { clients, deals, activities, rounds, seconds }: CardBenchOptions,
): void {
  console.log(`
${clients} clients, ${clients * 2} contact persons, ${deals} deals, ${activities} activities; ${rounds} rounds of ${seconds} s, in turns; median (least–most)

${cardTable(measurements)}

${ratioTable(measurements, { of: [PRODUCT, CACHED, CHANGED], to: BARE })}

${costTable(measurements)}

card uncached: ${overallRatios(measurements, { of: PRODUCT, to: BARE })}
card cached: ${overallRatios(measurements, { of: CACHED, to: BARE })}`);
}
