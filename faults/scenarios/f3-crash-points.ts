import type { CrashPoint } from '@crm/observability';
import { waitUntil } from '../../tools/processes/wait-until.ts';
import type { ServiceName } from '../../tools/start/service-names.ts';
import { wholeLayout } from '../cluster/layout.ts';
import type { ServiceCopy } from '../cluster/service-copy.ts';
import type { Expectation, Scenario, Stage } from '../run/scenario.ts';

/** Where the services die in one wave. */
type Wave = Partial<Record<ServiceName, CrashPoint>>;

const everywhere = (point: CrashPoint): Wave => ({ clients: point, deals: point, activities: point });

/** One point after another, each in all services that pass it: all tell events, and deals takes them in. */
const wholeWaves: readonly Wave[] = [
  ...(['transaction.committed', 'outbox.published', 'outbox.confirmed', 'outbox.marked'] as const).map(everywhere),
  { deals: 'inbox.committed' },
  { deals: 'inbox.acknowledged' },
];

/** Each point once, in one service. */
const quickWaves: readonly Wave[] = [
  { clients: 'transaction.committed', activities: 'outbox.published', deals: 'inbox.committed' },
  { clients: 'outbox.confirmed', activities: 'outbox.marked', deals: 'inbox.acknowledged' },
];

/** A point is passed often under load: a crash comes within moments after each start. */
const MOST_PASSAGES = 10;
/** A start takes most of the time from one crash of a copy to its next. */
const PATIENCE_MS_PER_CRASH = 20_000;
const PATIENCE_MS = 30_000;

export const crashPoints: Scenario = {
  name: 'F3',
  title: 'killed between commit, publishing, confirmation, mark, effect and acknowledgement',
  layout: wholeLayout,
  loadSeconds: () => null,

  async act(stage) {
    const { copies, layout } = stage.cluster;
    const expectations: Expectation[] = [];
    let armed: readonly ServiceCopy[] = [];
    for (const wave of layout.copies === 1 ? quickWaves : wholeWaves) {
      const victims = copies.filter((copy) => isVictim(copy, wave));
      await disarm(armed.filter((copy) => !victims.includes(copy)));
      expectations.push(...(await crashAt(stage, wave, victims)));
      armed = victims;
    }
    await disarm(armed);
    return () => expectations;
  },
};

/** One copy of two works on. Events go to one of them at a time, which may be either, so there both are victims. */
function isVictim({ name, options: { number } }: ServiceCopy, wave: Wave): boolean {
  const point = wave[name];
  return point !== undefined && (number === 1 || point.startsWith('inbox.'));
}

/** Lets the copies die at their points, again after each start, until there were enough crashes at each. */
async function crashAt(
  { random, settings, note }: Stage,
  wave: Wave,
  victims: readonly ServiceCopy[],
): Promise<Expectation[]> {
  const groups = [...Map.groupBy(victims, ({ name }) => wave[name])].flatMap(([point, copies]) =>
    point === undefined ? [] : [{ point, copies, before: restartsOf(copies) }],
  );
  const passage = random.between(1, MOST_PASSAGES);
  await Promise.all(victims.map((victim) => arm(victim, { CRM_CRASH_AT: `${wave[victim.name] ?? ''}:${passage}` })));
  const crashes = () => groups.map(({ point, copies, before }) => ({ point, measured: restartsOf(copies) - before }));
  const timeout = PATIENCE_MS + settings.crashes * PATIENCE_MS_PER_CRASH;
  await waitUntil(() => crashes().every(({ measured }) => measured >= settings.crashes), { timeout, every: 50 });
  return crashes().map(({ point, measured }) => {
    note(`${point}: ${measured} crashes`);
    const holds = measured >= settings.crashes;
    return { says: `crashes at ${point}`, measured, wanted: `≥ ${settings.crashes}`, holds };
  });
}

const restartsOf = (copies: readonly ServiceCopy[]): number => copies.reduce((sum, { restarts }) => sum + restarts, 0);

async function arm(victim: ServiceCopy, variables: Readonly<Record<string, string>>): Promise<void> {
  await victim.stop();
  await victim.startDespiteCrashes(variables);
}

async function disarm(copies: readonly ServiceCopy[]): Promise<void> {
  await Promise.all(copies.map((copy) => arm(copy, {})));
}
