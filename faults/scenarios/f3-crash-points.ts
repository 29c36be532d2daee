import type { CrashPoint } from '@crm/observability';
import { waitUntil } from '../../tools/processes/wait-until.ts';
import { wholeLayout } from '../cluster/layout.ts';
import type { ServiceCopy } from '../cluster/service-copy.ts';
import type { Expectation, Scenario, Stage } from '../run/scenario.ts';

const points: readonly CrashPoint[] = [
  'transaction.committed',
  'outbox.published',
  'outbox.confirmed',
  'outbox.marked',
  'inbox.committed',
  'inbox.acknowledged',
];
/** A point is passed often under load: a crash comes within moments after each start. */
const MOST_PASSAGES = 20;
/** Seconds from one crash of a copy to its next on a usual machine: the start takes most of them. */
const CRASH_SECONDS = 6;
const PATIENCE_MS = 30_000;

export const crashPoints: Scenario = {
  name: 'F3',
  title: 'killed between commit, publishing, confirmation, mark, effect and acknowledgement',
  layout: wholeLayout,
  loadSeconds: ({ seconds, crashes }) => Math.max(seconds, points.length * (crashes + 1) * CRASH_SECONDS),

  async act(stage) {
    const victims = stage.cluster.copies.filter(({ name, options }) => name !== 'gateway' && options.number === 1);
    const expectations: Expectation[] = [];
    for (const point of points) expectations.push(await crashAt(stage, point, victims));
    await Promise.all(victims.map((victim) => victim.stop()));
    await Promise.all(victims.map((victim) => victim.start()));
    return () => expectations;
  },
};

/** Lets the copies die at that point, again after each start, until there were enough crashes. */
async function crashAt(
  { random, settings, note }: Stage,
  point: CrashPoint,
  victims: readonly ServiceCopy[],
): Promise<Expectation> {
  const crashesBefore = sumOf(victims);
  await Promise.all(victims.map((victim) => arm(victim, `${point}:${random.between(1, MOST_PASSAGES)}`)));
  const crashes = (): number => sumOf(victims) - crashesBefore;
  const timeout = PATIENCE_MS + settings.crashes * CRASH_SECONDS * 1_000;
  await waitUntil(() => crashes() >= settings.crashes, { timeout, every: 50 });
  const measured = crashes();
  note(`${point}: ${measured} crashes`);
  return {
    says: `crashes at ${point}`,
    measured,
    wanted: `≥ ${settings.crashes}`,
    holds: measured >= settings.crashes,
  };
}

const sumOf = (copies: readonly ServiceCopy[]): number => copies.reduce((sum, { restarts }) => sum + restarts, 0);

async function arm(victim: ServiceCopy, where: string): Promise<void> {
  await victim.stop();
  await victim.startDespiteCrashes({ CRM_CRASH_AT: where });
}
