import type { Measurement } from '../measuring/measure.ts';
import { spread } from '../measuring/spread.ts';
import { BARE, OURS, PLAIN } from './calls/calls-bench.ts';
import { BAREST, COMMAND, type WriteRate } from './commands-bench.ts';
import type { DrainFigures, VisibleFigures } from './events-bench.ts';

/** Empty requests as Markdown, each way beside the bare one of the same round. */
export function callTable(measurements: readonly Measurement[]): string {
  const groups = Map.groupBy(measurements, ({ target, connections }) => `${connections}|${target}`);
  const rows = [...groups.values()].map((group) => {
    const [first] = group;
    const column = (read: (one: Measurement) => number, digits: number): string => spread(group.map(read), digits);
    return `| ${first?.connections} | ${first?.target} | ${column((one) => one.requestsPerSecond, 0)} | ${column((one) => one.p50, 1)} | ${column((one) => one.p99, 1)} | ${column((one) => one.cpuPerRequest, 3)} |`;
  });
  const rates = measurements.map(({ target, connections, requestsPerSecond }) => ({
    target,
    writers: connections,
    perSecond: requestsPerSecond,
  }));
  return [
    '| connections | program | requests/s | p50 ms | p99 ms | CPU ms a request |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    ratioLines(rates, { of: OURS, to: PLAIN }),
    ratioLines(rates, { of: OURS, to: BARE }),
  ].join('\n');
}

/** Writes as Markdown. */
export function writeTable(rates: readonly WriteRate[]): string {
  const groups = Map.groupBy(rates, ({ target, writers }) => `${writers}|${target}`);
  const rows = [...groups.values()].map((group) => {
    const [first] = group;
    const perSecond = group.map((one) => one.perSecond);
    return `| ${first?.writers} | ${first?.target} | ${spread(perSecond, 0)} |`;
  });
  return [
    '| writers | way | writes/s |',
    '|---|---|---|',
    ...rows,
    '',
    ratioLines(rates, { of: COMMAND, to: BAREST }),
  ].join('\n');
}

/** How soon others show a fact, as Markdown. */
export const visibleTable = ({ writesPerSecond, p50, p99 }: VisibleFigures): string =>
  [
    '| facts in another service | figure |',
    '|---|---|',
    `| writes a second | ${writesPerSecond.toFixed(0)} |`,
    `| from the answer to a write until another service shows it, p50 ms | ${p50.toFixed(0)} |`,
    `| the same, p99 ms | ${p99.toFixed(0)} |`,
  ].join('\n');

/** How fast a backlog goes, as Markdown. */
export const drainTable = ({ perSecond, cpuByService }: DrainFigures): string =>
  [
    '| a backlog, from the outbox of clients to the copy that deals keep | figure |',
    '|---|---|',
    `| events a second | ${perSecond.toFixed(0)} |`,
    ...Object.entries(cpuByService).map(([name, ms]) => `| CPU of ${name}, ms an event | ${ms.toFixed(3)} |`),
  ].join('\n');

/** How one way's rate stands to another's, round by round. */
function ratioLines(rates: readonly WriteRate[], { of, to }: { readonly of: string; readonly to: string }): string {
  const counts = [...new Set(rates.map(({ writers }) => writers))];
  const lines = counts.map((count) => {
    const bases = ratesOf(rates, to, count);
    const ratios = ratesOf(rates, of, count).map((rate, round) => rate / (bases[round] ?? Number.NaN));
    return `- ${count} at once: ${of} at ${spread(ratios, 2)} of ${to}`;
  });
  return lines.join('\n');
}

const ratesOf = (rates: readonly WriteRate[], target: string, writers: number): number[] =>
  rates.filter((one) => one.target === target && one.writers === writers).map(({ perSecond }) => perSecond);
