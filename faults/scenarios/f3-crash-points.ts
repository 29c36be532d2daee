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

/**
 * A point is passed often under load: a crash comes within moments after each start. Never at the first passage: the event
 * in hand would be the first one of the next process too, and the broker is right to give up what ends one after another.
 */
const PASSAGES = { from: 2, to: 10 } as const;
/** A start takes most of the time from one crash of a copy to its next. */
const PATIENCE_MS_PER_CRASH = 20_000;
const PATIENCE_MS = 30_000;

export const crashPoints: Scenario = {
  name: 'F3',
  title: 'killed between commit, publishing, confirmation, mark, effect and acknowledgement',
  layout: wholeLayout,
  loadSeconds: () => null,

  async act(stage) {
    const expectations: Expectation[] = [];
    for (const wave of stage.cluster.layout.copies === 1 ? quickWaves : wholeWaves) {
      expectations.push(...(await crashAll(stage, wave)));
    }
    return () => expectations;
  },
};

/** One copy of two works on. Events go to one of them at a time, which may be either, so there both are victims. */
function isVictim({ name, options: { number } }: ServiceCopy, wave: Wave): boolean {
  const point = wave[name];
  return point !== undefined && (number === 1 || point.startsWith('inbox.'));
}

/** Lets the copies of a wave die at their points, each point by itself. */
function crashAll(stage: Stage, wave: Wave): Promise<Expectation[]> {
  const victims = stage.cluster.copies.filter((copy) => isVictim(copy, wave));
  const passage = stage.random.between(PASSAGES.from, PASSAGES.to);
  const groups = [...Map.groupBy(victims, ({ name }) => wave[name])];
  return Promise.all(
    groups.flatMap(([point, copies]) => (point === undefined ? [] : [crashAt(stage, { point, passage, copies })])),
  );
}

interface Crashes {
  readonly point: CrashPoint;
  readonly passage: number;
  readonly copies: readonly ServiceCopy[];
}

/** Lets copies die at a point, again after each start, until there were enough crashes at it; then they live on. */
async function crashAt({ settings, note }: Stage, { point, passage, copies }: Crashes): Promise<Expectation> {
  const before = restartsOf(copies);
  await restart(copies, { CRM_CRASH_AT: `${point}:${passage}` });
  const crashes = () => restartsOf(copies) - before;
  const timeout = PATIENCE_MS + settings.crashes * PATIENCE_MS_PER_CRASH;
  await waitUntil(() => crashes() >= settings.crashes, { timeout, every: 50 });
  const measured = crashes();
  note(`${point}: ${measured} crashes`);
  await restart(copies);
  const holds = measured >= settings.crashes;
  return { says: `crashes at ${point}`, measured, wanted: `≥ ${settings.crashes}`, holds };
}

const restartsOf = (copies: readonly ServiceCopy[]): number => copies.reduce((sum, { restarts }) => sum + restarts, 0);

async function restart(
  copies: readonly ServiceCopy[],
  variables: Readonly<Record<string, string>> = {},
): Promise<void> {
  await Promise.all(
    copies.map(async (copy) => {
      await copy.stop();
      await copy.startDespiteCrashes(variables);
    }),
  );
}
