import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { describeFailure } from '../../tools/terminal/expected-trouble.ts';
import type { Progress } from '../../tools/terminal/progress.ts';
import { Cluster } from '../cluster/cluster.ts';
import { layoutName, smallLayout, type Layout } from '../cluster/layout.ts';
import { scenarios } from '../scenarios/index.ts';
import { parseFaultArguments, type FaultArguments } from './arguments.ts';
import { tellRound, tellSummary } from './report.ts';
import { isPassed, playRound, type RoundResult } from './round.ts';
import type { Scenario } from './scenario.ts';

export interface PlayOptions {
  readonly args: string[];
  readonly report: Progress;
  readonly signal: AbortSignal;
}

/** Tries the chosen faults and tells what has held. Returns whether everything has. */
export async function play({ args, report, signal }: PlayOptions): Promise<boolean> {
  const chosen = parseFaultArguments(
    args,
    scenarios.map(({ name }) => name),
  );
  const results: RoundResult[] = [];
  let isWhole = true;
  for (const [layout, group] of byLayout(chosen)) {
    report.line(`\n── ${layout} ──`);
    isWhole = (await playGroup(group, { chosen, results, report, signal })) && isWhole;
  }
  report.line(`\n${tellSummary(results)}`);
  if (chosen.json !== undefined) writeFileSync(chosen.json, JSON.stringify(documentOf(chosen, results), null, 2));
  return isWhole && results.length > 0 && results.every(isPassed);
}

/** A cluster is dear to start, so faults that need the same one are tried on one after another. */
function byLayout({ faults, small }: FaultArguments): Map<string, Scenario[]> {
  const wanted = scenarios.filter(({ name }) => faults.includes(name));
  const placed = wanted.map((scenario) => (small ? { ...scenario, layout: shrink(scenario.layout) } : scenario));
  return Map.groupBy(placed, ({ layout }) => layoutName(layout));
}

const shrink = (layout: Layout): Layout => (layout.links === 'direct' ? smallLayout : { ...layout, copies: 1 });

interface Playing extends Omit<PlayOptions, 'args'> {
  readonly chosen: FaultArguments;
  readonly results: RoundResult[];
}

/** False when a fault could not be tried at all. */
async function playGroup(group: readonly Scenario[], playing: Playing): Promise<boolean> {
  const { chosen, results, report, signal } = playing;
  const [first] = group;
  if (!first) return true;
  const { directory } = chosen;
  const cluster = await Cluster.start({ layout: first.layout, directory, report, signal });
  const journals = join(directory, 'journals');
  mkdirSync(journals, { recursive: true });
  try {
    for (const scenario of group) {
      for (let number = 1; number <= chosen.rounds; number += 1) {
        signal.throwIfAborted();
        const place = { cluster, scenario, settings: chosen.settings, timed: !chosen.small, directory: journals };
        const note = (text: string): void => report.line(`    ${text}`);
        const result = await report.step(`${scenario.name} ${scenario.title}`, () =>
          playRound({ ...place, number, seed: chosen.seed + number, note, signal }),
        );
        results.push(result);
        report.line(tellRound(result));
      }
    }
    return true;
  } catch (failure) {
    signal.throwIfAborted();
    report.line(`✗ ${describeFailure(failure)}`);
    return false;
  } finally {
    await report.step('stopping', () => (signal.aborted ? cluster.abandon() : cluster.stop()));
  }
}

const documentOf = ({ settings, small }: FaultArguments, results: readonly RoundResult[]) => ({
  date: new Date().toISOString(),
  machine: { processors: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30) },
  small,
  settings,
  results: results.map((result) => ({ ...result, passed: isPassed(result) })),
});
