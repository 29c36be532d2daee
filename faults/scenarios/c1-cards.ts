import { setTimeout as pause } from 'node:timers/promises';
import { waitUntil } from '../../tools/processes/wait-until.ts';
import { CardLoad } from '../cards/card-load.ts';
import type { CardHistory } from '../cards/card-history.ts';
import { signInUsers } from '../cards/card-users.ts';
import { judgeCards } from '../cards/judge-cards.ts';
import { Standings } from '../cards/standings.ts';
import { wholeLayout } from '../cluster/layout.ts';
import { exactly, type Scenario, type Stage } from '../run/scenario.ts';

const AWAY_MS = 4_000;
const HEALTHY_MS = 6_000;
/** So that a long run is reading and changing for the most part, and not waiting for what is away. */
const HEALTHY_OF_LONG_RUN_MS = 30_000;
const LONG_RUN = 100_000;
/** So long after something is back, not all have found it again. */
const RECOVERING_MS = 5_000;
/** Changes come often enough for a copy to have stored ten of them by then. */
const CRASH_MS = 60_000;
const SHOWN = 5;

export const rightCards: Scenario = {
  name: 'C1',
  title: 'cards are right at speed while Redis, the broker and services fail',
  layout: wholeLayout,
  loadSeconds: () => null,

  async act(stage) {
    const { cluster, settings, random, round, note } = stage;
    const users = await signInUsers(cluster);
    const load = new CardLoad({ users, operations: settings.operations, random, round, note });
    await load.prepare();
    const ended = new AbortController();
    const standings = new Standings(users);
    const begunAt = performance.now();
    const [failures, , operations] = await Promise.all([
      failInTurn(stage, ended.signal),
      standings.changeInTurn(ended.signal),
      load.run(settings.minutes).finally(() => ended.abort()),
    ]);
    const seconds = (performance.now() - begunAt) / 1_000;
    const entries = [...load.history.entries, ...standings.entries];
    const { reads, writes, ...wrong } = judgeCards({ ...load.history, entries, failures });
    const { unanswered } = load.history;
    note(
      `${users.length} users, ${reads} cards, ${writes} acknowledged changes, ${standings.entries.length} of what they may do, ` +
        `${failures.length} failures; ${(operations / seconds).toFixed(0)} operations/s, ${operations} in all`,
    );
    note(`cards that could not be had: ${JSON.stringify(unanswered)}`);
    for (const [rule, cards] of Object.entries(wrong)) {
      for (const card of cards.slice(0, SHOWN)) note(`${rule}: ${card}`);
    }
    return () => [
      exactly("cards older than the reader's own change", wrong.olderThanOwn.length, 0),
      exactly('cards older than a change of others two seconds before', wrong.olderThanOthers.length, 0),
      exactly('cards of a client whom the reader was not to see', wrong.notForReader.length, 0),
      exactly('cards after the role to see them was taken away', wrong.afterRole.length, 0),
      exactly('cards after the account was disabled', wrong.afterDisabling.length, 0),
      exactly('cards after the dismissal', wrong.afterDismissal.length, 0),
      exactly('cards with a private task of somebody else', wrong.secrets.length, 0),
    ];
  },
};

/** One failure after the other, with a while without any between them. Returns when there was one. */
async function failInTurn(stage: Stage, over: AbortSignal): Promise<CardHistory['failures']> {
  const failures = [killRedis, killService, emptyRedis, crashAfterCommit, killBroker, killService];
  const happened: CardHistory['failures'][number][] = [];
  const healthyMs = stage.settings.operations < LONG_RUN ? HEALTHY_MS : HEALTHY_OF_LONG_RUN_MS;
  while (await lastsFor(healthyMs, over)) {
    const from = performance.now();
    await failures[happened.length % failures.length]?.(stage);
    happened.push({ from, until: performance.now() + RECOVERING_MS });
  }
  return happened;
}

/** False when it is over before. */
const lastsFor = (milliseconds: number, over: AbortSignal): Promise<boolean> =>
  pause(milliseconds, true, { signal: over }).catch(() => false);

async function killRedis({ cluster, note }: Stage): Promise<void> {
  const { redis } = cluster.servers;
  note('kill -9 Redis');
  await redis.kill();
  await pause(AWAY_MS);
  await redis.startAgain();
}

async function emptyRedis({ cluster, note }: Stage): Promise<void> {
  note('FLUSHALL of Redis');
  await cluster.servers.redis.empty();
}

async function killService({ cluster, random, note }: Stage): Promise<void> {
  const victim = random.pick(cluster.copies);
  note(`kill -9 ${victim.title}`);
  victim.kill('SIGKILL');
  await victim.turns(false, 5_000);
  await victim.turns(true, 60_000);
}

/** The change is stored, and neither was anybody told of it nor is it answered: another copy answers who repeats it. */
async function crashAfterCommit({ cluster, random, note }: Stage): Promise<void> {
  const victim = random.pick(cluster.copies.filter(({ name }) => name !== 'gateway'));
  note(`crash of ${victim.title} between its commit and its mark`);
  const before = victim.restarts;
  await victim.stop();
  await victim.startDespiteCrashes({ CRM_CRASH_AT: `transaction.committed:${random.between(2, 10)}` });
  await waitUntil(() => victim.restarts > before, { timeout: CRASH_MS, every: 50 });
  await victim.stop();
  await victim.start();
}

async function killBroker({ cluster, random, note }: Stage): Promise<void> {
  const { brokers } = cluster.servers;
  const node = random.between(0, brokers.ports.length - 1);
  note(`kill -9 RabbitMQ node ${node + 1}`);
  await brokers.kill(node);
  await pause(AWAY_MS);
  await brokers.startAgain(node);
}
