import type { Measurement } from '../measuring/measure.ts';
import { spread } from '../measuring/spread.ts';

/** The measurements as Markdown: medians, with the range over the rounds. */
export function cardTable(measurements: readonly Measurement[]): string {
  const groups = Map.groupBy(measurements, ({ target, connections }) => `${connections}|${target}`);
  const rows = [...groups.values()].map((group) => {
    const [first] = group;
    const column = (read: (one: Measurement) => number, digits: number): string => spread(group.map(read), digits);
    return `| ${first?.connections} | ${first?.target} | ${column((one) => one.requestsPerSecond, 0)} | ${column((one) => one.p50, 1)} | ${column((one) => one.p99, 1)} | ${column((one) => one.cpuPerRequest, 2)} |`;
  });
  return [
    '| connections | program | cards/s | p50 ms | p99 ms | CPU ms a card |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** How the first program's throughput stands to the second's, round by round. */
export function ratioLine(measurements: readonly Measurement[], { of, to }: { of: string; to: string }): string {
  const connections = [...new Set(measurements.map((one) => one.connections))];
  const lines = connections.map((count) => {
    const rates = (name: string): number[] =>
      measurements
        .filter((one) => one.connections === count && one.target === name)
        .map((one) => one.requestsPerSecond);
    const bare = rates(to);
    const ratios = rates(of).map((rate, round) => rate / (bare[round] ?? Number.NaN));
    return `- ${count} connections: ${spread(ratios, 2)} of the bare program's throughput`;
  });
  return lines.join('\n');
}

export function memoryTable(measurements: readonly Measurement[]): string {
  const last = new Map(measurements.flatMap(({ megabytes }) => Object.entries(megabytes)));
  return [
    '| process | MB |',
    '|---|---|',
    ...[...last].map(([name, megabytes]) => `| ${name} | ${megabytes.toFixed(0)} |`),
  ].join('\n');
}
