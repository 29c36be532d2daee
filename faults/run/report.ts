import { invariants } from '../check/verdict.ts';
import { isPassed, type RoundResult } from './round.ts';

const SHOWN = 5;

/** What one round has shown, for people. */
export function tellRound(result: RoundResult): string {
  const { scenario, title, round, seed, load, seconds } = result;
  const statuses = Object.entries(load.statuses).map(([status, count]) => `${status}: ${count}`);
  return [
    `${isPassed(result) ? '✓' : '✗'} ${scenario} ${title}: round ${round}, seed ${seed}, ${seconds} s`,
    `    ${load.requests} requests, ${load.acknowledged} acknowledged writes, ${load.repeated} repeated, ${load.replayed} replayed (${statuses.join(', ')})`,
    ...result.verdicts.flatMap(({ invariant, checked, violations }) => [
      `    ${markOf(violations.length, checked)} ${invariant} ${invariants[invariant]} (${checked} looked at, ${violations.length} violations)`,
      ...some(violations),
    ]),
    ...result.expectations.map(
      ({ says, measured, wanted, holds }) => `    ${holds ? '✓' : '✗'} ${says}: ${measured} (wanted ${wanted})`,
    ),
    ...result.unrest.map((what) => `    ✗ not at rest in time: ${what}`),
  ].join('\n');
}

/** A row for each fault: how often it was tried, and how often everything held. */
export function tellSummary(results: readonly RoundResult[]): string {
  const rows = [...Map.groupBy(results, ({ scenario }) => scenario)].map(([scenario, rounds]) => {
    const passed = rounds.filter(isPassed).length;
    const acknowledged = rounds.reduce((sum, { load }) => sum + load.acknowledged, 0);
    const seeds = rounds.map(({ seed }) => seed).join(', ');
    return `| ${scenario} | ${rounds.length} | ${seeds} | ${acknowledged} | ${brokenIn(rounds)} | ${passed}/${rounds.length} |`;
  });
  return [
    '| fault | rounds | seeds | acknowledged writes | violations | held |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function brokenIn(rounds: readonly RoundResult[]): string {
  const names = rounds.flatMap(({ verdicts, expectations, unrest }) => [
    ...verdicts.filter(({ violations }) => violations.length > 0).map(({ invariant }) => invariant),
    ...expectations.filter(({ holds }) => !holds).map(({ says }) => says),
    ...unrest,
  ]);
  return [...new Set(names)].join('; ') || '–';
}

const markOf = (violations: number, checked: number): string => {
  if (violations > 0) return '✗';
  return checked === 0 ? '–' : '✓';
};

const some = (violations: readonly string[]): string[] => [
  ...violations.slice(0, SHOWN).map((violation) => `        ${violation}`),
  ...(violations.length > SHOWN ? [`        … and ${violations.length - SHOWN} more`] : []),
];
