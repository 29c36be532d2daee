import type { Measurement } from '../measuring/measure.ts';
import { percentile, spread } from '../measuring/spread.ts';
import { type Lag, obeying } from './measure-lag.ts';
import type { MoveFigures } from './measure-move.ts';
import type { AccessBenchOptions } from './options.ts';
import type { PageRead } from './page-reads.ts';

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

/** By what each reader's page is read. */
export const readsTable = (reads: readonly PageRead[]): string =>
  [
    '',
    '| reader sees | index | documents for a page of 50 |',
    '|---|---|---|',
    ...reads.map(({ target, index, documents }) => `| ${target} | ${index} | ${documents} |`),
  ].join('\n');

/** How long each service goes on as before after a change was answered. */
export function lagTable(lags: readonly Lag[]): string {
  const rows = lags.map(({ change, of }) => {
    const figures = obeying.map((service) => {
      const [p50, p99] = [percentile(of[service], 0.5), percentile(of[service], 0.99)];
      return `${p50.toFixed(0)} / ${p99.toFixed(0)}`;
    });
    return `| ${change} | ${of.clients.length} | ${figures.join(' | ')} |`;
  });
  const title = 'Milliseconds from the answer to a change until a service obeys, as its readers see it; p50 / p99';
  const head = `| change | times | ${obeying.join(' | ')} |`;
  return ['', title, '', head, '|---|---|---|---|---|', ...rows].join('\n');
}

export const moveLine = ({ answered, seen, employees }: MoveFigures): string =>
  `\nA branch of ${employees} employees moved: answered after ${answered.toFixed(0)} ms, seen by the new head ${seen.toFixed(0)} ms later.`;
