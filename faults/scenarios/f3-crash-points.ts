import type { CrashPoint } from '@crm/observability';
import { waitUntil } from '../../tools/processes/wait-until.ts';
import type { ServiceName } from '../../tools/start/service-names.ts';
import { wholeLayout } from '../cluster/layout.ts';
import type { ServiceCopy } from '../cluster/service-copy.ts';
import type { Expectation, Scenario, Stage } from '../run/scenario.ts';

/** Where the services die in one wave. */
type Wave = Partial<Record<ServiceName, CrashPoint>>;

const everywhere = (point: CrashPoint): Wave => ({ clients: point, deals: point, activities: point });

/** One point after another, each in all services that pass it. */
const wholeWaves = (
  [
    'transaction.committed',
    'outbox.published',
    'outbox.confirmed',
    'outbox.marked',
    'inbox.committed',
    'inbox.acknowledged',
  ] as const
).map(everywhere);

/** Each point once, in a service that passes it: deals takes in events, and all tell them. */
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
    const victims = stage.cluster.copies.filter(({ name, options }) => name !== 'gateway' && options.number === 1);
    const expectations: Expectation[] = [];
    for (const wave of stage.cluster.layout.copies === 1 ? quickWaves : wholeWaves) {
      expectations.push(...(await crashAt(stage, wave, victims)));
    }
    await Promise.all(victims.map((victim) => arm(victim, {})));
    return () => expectations;
  },
};

/** Lets the copies die at their points, again after each start, until there were enough crashes at each. */
async function crashAt({ random, settings, note }: Stage, wave: Wave, victims: ServiceCopy[]): Promise<Expectation[]> {
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
