import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../tools/demo/generate/random.ts';
import { unlessAborted } from '../../tools/terminal/interrupt.ts';
import { check } from '../check/check.ts';
import { readDeadLetters } from '../check/read-dead-letters.ts';
import { endsOfLogs } from '../check/read-logs.ts';
import type { Verdict } from '../check/verdict.ts';
import { writesOf } from '../check/writes.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Entry } from '../journal.ts';
import { LoadProcess } from '../load/load-process.ts';
import { comeToRest, gather } from './gather.ts';
import type { Expectation, Judge, Scenario, Stage } from './scenario.ts';
import type { FaultSettings } from './settings.ts';

export interface RoundOptions {
  readonly cluster: Cluster;
  readonly scenario: Scenario;
  readonly settings: FaultSettings;
  readonly number: number;
  readonly seed: number;
  /** Whether times that were measured decide. */
  readonly timed: boolean;
  /** Where the journals lie. */
  readonly directory: string;
  readonly note: (text: string) => void;
  /** Raised when the run is interrupted. */
  readonly signal: AbortSignal;
}

/** What a fault gets to heal what it has broken when the run is interrupted (milliseconds). */
const HEALING_MS = 5_000;

export interface RoundResult {
  readonly scenario: string;
  readonly title: string;
  readonly round: number;
  readonly seed: number;
  readonly load: LoadFigures;
  readonly verdicts: readonly Verdict[];
  readonly expectations: readonly Expectation[];
  /** What did not come to rest in time. */
  readonly unrest: readonly string[];
  readonly seconds: number;
}

export interface LoadFigures {
  readonly requests: number;
  readonly acknowledged: number;
  /** Writes that were sent more than once. */
  readonly repeated: number;
  readonly replayed: number;
  /** Answers by status; `-` for broken connections. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** Tries a fault once under load and judges what is left. @throws the signal's reason when the run is interrupted. */
export async function playRound(options: RoundOptions): Promise<RoundResult> {
  const { cluster, scenario, settings, number, seed, note, signal } = options;
  const since = performance.now();
  const name = `${scenario.name}.${number}.${seed.toString(36)}`;
  const random = new Random(seed).branch(scenario.name);
  const logsSince = endsOfLogs(cluster.copies);
  // What earlier rounds have left among the dead letters is none of this one's.
  const left = await readDeadLetters(cluster.servers.brokers, new Map());
  const injected = new Map(left.map(({ queue, depth }) => [queue, depth]));
  const load = await startLoad(options, name);
  const stage: Stage = { cluster, random, settings, round: name, over: load.over, injected, note };
  try {
    const judge = await act(scenario, { stage, load, signal });
    const judging = async () => {
      load.end();
      const journal = await load.finished();
      const unrest = await comeToRest(cluster, settings.quiesceSeconds * 1_000);
      const evidence = await gather(cluster, { load: name, journal, logsSince, injected });
      return { journal, unrest, verdicts: check(evidence), judged: await judge(evidence) };
    };
    const { journal, unrest, verdicts, judged } = await unlessAborted(judging(), signal);
    const expectations = judged.map((one) => ({ ...one, holds: one.holds || (one.isTime === true && !options.timed) }));
    const seconds = Math.round((performance.now() - since) / 1_000);
    const { title, name: fault } = scenario;
    return {
      ...{ scenario: fault, title, round: number, seed, verdicts, expectations, unrest, seconds },
      load: figuresOf(journal),
    };
  } finally {
    load.stop();
  }
}

interface Acting {
  readonly stage: Stage;
  readonly load: LoadProcess;
  readonly signal: AbortSignal;
}

/** Does the fault. When the run is interrupted its load is over, and it gets a moment to heal what it has broken. */
async function act(scenario: Scenario, { stage, load, signal }: Acting): Promise<Judge> {
  const acting = scenario.act(stage);
  try {
    return await unlessAborted(acting, signal);
  } catch (failure) {
    load.stop();
    if (signal.aborted) await Promise.race([acting.catch(() => undefined), pause(HEALING_MS)]);
    throw failure;
  }
}

/** Managers, who may see their own records alone: every list that they read is a try to show them others. */
function startLoad({ cluster, scenario, settings, directory, seed }: RoundOptions, name: string): Promise<LoadProcess> {
  const { requestsPerSecond, quiesceSeconds } = settings;
  const asked = scenario.loadSeconds ? scenario.loadSeconds(settings) : settings.seconds;
  const seconds = asked === null ? null : Math.ceil(asked);
  return LoadProcess.start({
    gateways: cluster.gateways,
    users: cluster.users.filter(({ role }) => role === 'manager'),
    journal: join(directory, `${name}.jsonl`),
    seed,
    name,
    requestsPerSecond,
    seconds,
    settleSeconds: quiesceSeconds,
  });
}

function figuresOf(journal: readonly Entry[]): LoadFigures {
  const writes = writesOf(journal);
  const answers = journal.filter((entry) => entry.type !== 'sent');
  const statuses: Record<string, number> = {};
  for (const { status } of answers) {
    const name = status === null ? '-' : String(status);
    statuses[name] = (statuses[name] ?? 0) + 1;
  }
  return {
    requests: answers.length,
    acknowledged: writes.filter(({ outcome }) => outcome === 'done').length,
    repeated: writes.filter(({ attempts }) => attempts > 1).length,
    replayed: answers.filter((answer) => answer.type === 'answered' && answer.replayed).length,
    statuses,
  };
}

export const isPassed = ({ verdicts, expectations, unrest }: RoundResult): boolean =>
  verdicts.every(({ violations }) => violations.length === 0) &&
  expectations.every(({ holds }) => holds) &&
  unrest.length === 0;
