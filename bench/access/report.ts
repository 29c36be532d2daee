import type { Measurement } from '../measuring/measure.ts';
import { spread } from '../measuring/spread.ts';
import type { AccessBenchOptions } from './options.ts';

const ALL = 'all';

/** Each reader's first page, and how its 99th percentile stands to that of the reader who sees all, round by round. */
export function accessTable(measurements: readonly Measurement[], options: AccessBenchOptions): string {
  const byReader = Map.groupBy(measurements, ({ target }) => target);
  const p99OfAll = (byReader.get(ALL) ?? []).map(({ p99 }) => p99);
  const rows = [...byReader].map(([reader, rounds]) => {
    const column = (read: (one: Measurement) => number, digits: number): string => spread(rounds.map(read), digits);
    const ratios = rounds.map(({ p99 }, round) => p99 / (p99OfAll[round] ?? Number.NaN));
    return `| ${reader} | ${column((one) => one.requestsPerSecond, 0)} | ${column((one) => one.p50, 1)} | ${column((one) => one.p99, 1)} | ${spread(ratios, 2)} |`;
  });
  return [
    `${options.departments} departments, ${options.employees} employees, ${options.clients} clients; ${options.connections} connections, ${options.rounds} rounds of ${options.seconds} s, in turns; median (least–most)`,
    '',
    '| reader sees | pages/s | p50 ms | p99 ms | p99 to that of all |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
