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

/** How the first program's throughput stands to the second's, round by round; and all rounds together in one line. */
export function ratioLines(
  measurements: readonly CardMeasurement[],
  { of, to }: { readonly of: string; readonly to: string },
): string {
  const ratiosIn = (group: readonly CardMeasurement[]): number[] => {
    const ratesOf = (name: string) =>
      group.filter(({ target }) => target === name).map(({ requestsPerSecond }) => requestsPerSecond);
    const bare = ratesOf(to);
    return ratesOf(of).map((rate, round) => rate / (bare[round] ?? Number.NaN));
  };
  const groups = Map.groupBy(measurements, circumstances);
  const lines = Array.from(groups, ([name, group]) => `| ${name} | ${spread(ratiosIn(group), 2)} |`);
  const all = [...groups.values()].flatMap(ratiosIn);
  return [
    "| choice | connections | throughput to the bare program's |",
    '|---|---|---|',
    ...lines,
    '',
    `card uncached: ${spread(all, 2)} x`,
  ].join('\n');
}

export function memoryTable(measurements: readonly Measurement[]): string {
  const last = new Map(measurements.flatMap(({ megabytes }) => Object.entries(megabytes)));
  return [
    '| process | MB |',
    '|---|---|',
    ...[...last].map(([name, megabytes]) => `| ${name} | ${megabytes.toFixed(0)} |`),
  ].join('\n');
}
