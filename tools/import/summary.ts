import type { ImportSummary } from '@crm/contracts';
import type { DealTotals } from './import-api.ts';

type Group = ImportSummary['findings'][number];

const number = (value: number): string => value.toLocaleString('en');
const quote = (text: string | null): string => (text === null || text === '' ? 'nothing' : `"${text}"`);

/** What an import has done, as it stands on the screen at its end. */
export function summaryText({ records, findings }: ImportSummary, totals: DealTotals): string {
  const loaded = Object.entries(records).map(
    ([name, { created, kept }]) =>
      `  ${name.padEnd(12)} ${number(created).padStart(7)} new ${number(kept).padStart(7)} there already`,
  );
  return [
    'Loaded',
    ...loaded,
    ...section('Corrected', ofKind(findings, 'corrected'), ({ from, to }) => `${quote(from)} -> ${quote(to)}`),
    ...section('Added to the classifiers', ofKind(findings, 'added'), ({ from }) => quote(from)),
    ...section('Not placed, kept without', ofKind(findings, 'unplaced'), ({ from }) => quote(from)),
    'Deals in all',
    ...totalLines(totals),
  ].join('\n');
}

const ofKind = (findings: readonly Group[], kind: Group['kind']): Group[] =>
  findings.filter((finding) => finding.kind === kind);

function section(title: string, groups: readonly Group[], describe: (group: Group) => string): string[] {
  if (groups.length === 0) return [];
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  const lines = groups.map(
    (group) => `  ${number(group.rows).padStart(7)} × ${group.file}.${group.field}: ${describe(group)}`,
  );
  return [`${title} (${number(rows)} values)`, ...lines];
}

const totalLines = (totals: DealTotals): string[] =>
  (['won', 'lost', 'open'] as const).map((status) => {
    const { count, amounts } = totals[status];
    const sums = amounts.map(({ amount, currency }) => `${number(Number(amount))} ${currency}`);
    return `  ${status.padEnd(12)} ${number(count).padStart(7)}   ${sums.join(', ')}`;
  });
