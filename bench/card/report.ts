import type { Measurement } from '../measuring/measure.ts';
import { spread } from '../measuring/spread.ts';
import type { Choice } from './choice.ts';

export interface CardMeasurement extends Measurement {
  readonly choice: Choice;
}

const circumstances = ({ choice, connections }: CardMeasurement): string => `${choice} | ${connections}`;

/** The measurements as Markdown: medians, with the range over the rounds. */
export function cardTable(measurements: readonly CardMeasurement[]): string {
  const groups = Map.groupBy(measurements, (one) => `${circumstances(one)} | ${one.target}`);
  const rows = Array.from(groups, ([name, group]) => {
    const column = (read: (one: Measurement) => number, digits: number): string => spread(group.map(read), digits);
    const cells = [column((one) => one.requestsPerSecond, 0), column((one) => one.p50, 1), column((one) => one.p99, 1)];
    return `| ${[name, ...cells, column((one) => one.cpuPerRequest, 2)].join(' | ')} |`;
  });
  return [
    '| choice | connections | program | cards/s | p50 ms | p99 ms | CPU ms a card |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** How the throughput of each of these programs stands to the last one's, round by round. */
export function ratioTable(
  measurements: readonly CardMeasurement[],
  { of, to }: { readonly of: readonly string[]; readonly to: string },
): string {
  const rows = Array.from(Map.groupBy(measurements, circumstances), ([name, group]) => {
    const cells = of.map((program) => spread(ratiosIn(group, { of: program, to }), 2));
    return `| ${[name, ...cells].join(' | ')} |`;
  });
  return [`| choice | connections | ${of.join(' | ')} |`, `|${'---|'.repeat(of.length + 2)}`, ...rows].join('\n');
}

interface Pair {
  readonly of: string;
  readonly to: string;
}

/** The same for each number of connections, of all choices and rounds together, the most connections first. */
export function overallRatios(measurements: readonly CardMeasurement[], pair: Pair): string {
  const groups = [...Map.groupBy(measurements, ({ connections }) => connections)].toSorted(([a], [b]) => b - a);
  const ratios = groups.map(([connections, group]) => {
    const ofChoices = [...Map.groupBy(group, ({ choice }) => choice).values()];
    const all = ofChoices.flatMap((one) => ratiosIn(one, pair));
    return `${spread(all, 2)} x at ${connections}`;
  });
  return `${ratios.join(', ')} connections`;
}

function ratiosIn(group: readonly CardMeasurement[], { of, to }: Pair): number[] {
  const ratesOf = (name: string) =>
    group.filter(({ target }) => target === name).map(({ requestsPerSecond }) => requestsPerSecond);
  const bare = ratesOf(to);
  return ratesOf(of).map((rate, round) => rate / (bare[round] ?? Number.NaN));
}

/** What each process needs: memory in the end, and the processor's time for a card at the most connections. */
export function costTable(measurements: readonly CardMeasurement[]): string {
  const most = Math.max(...measurements.map(({ connections }) => connections));
  const atMost = measurements.filter(({ connections }) => connections === most);
  const rows = Array.from(
    Map.groupBy(atMost, ({ target }) => target),
    ([target, group]) =>
      Object.entries(group.at(-1)?.megabytes ?? {}).map(([process, megabytes]) => {
        const cpu = spread(
          group.map(({ cpuOf }) => cpuOf[process] ?? Number.NaN),
          2,
        );
        return `| ${target} | ${process} | ${megabytes.toFixed(0)} | ${cpu} |`;
      }),
  ).flat();
  return [`| program | process | MB | CPU ms a card at ${most} connections |`, '|---|---|---|---|', ...rows].join('\n');
}
