import type { Evidence, OutboxRow } from './evidence.ts';
import type { Verdict } from './verdict.ts';

type EventEvidence = Pick<Evidence, 'outbox' | 'positions' | 'records'>;

const kinds = { clients: 'client', deals: 'deal', activities: 'activity' } as const;

/** I3: everything told is published, no version of a record is missing, and who follows a record has come to its end. */
export function checkEvents({ outbox, positions, records }: EventEvidence): Verdict {
  const violations = outbox
    .filter(({ relayed }) => !relayed)
    .map(({ service, record, seq }) => `${service} has not published ${record} ${seq}`);
  const told = Map.groupBy(outbox, ({ record }) => record);
  for (const [record, rows] of told) violations.push(...gapsOf(record, rows));
  if (outbox.length > 0) violations.push(...untold(records, told));
  for (const { consumer, record, seq } of positions) {
    const last = lastOf(told.get(record) ?? []);
    if (seq !== last) violations.push(`${consumer} has come to ${seq} of ${record}, which is at ${last}`);
  }
  return { invariant: 'I3', checked: outbox.length + positions.length, violations };
}

const lastOf = (rows: readonly OutboxRow[]): number => Math.max(0, ...rows.map(({ seq }) => seq));

function gapsOf(record: string, rows: readonly OutboxRow[]): string[] {
  const seqs = rows.map(({ seq }) => seq).toSorted((a, b) => a - b);
  const first = seqs[0] ?? 1;
  return seqs.every((seq, index) => seq === first + index) ? [] : [`${record} was told as ${seqs.join(', ')}`];
}

/** A change and its event are stored together: a record cannot be further than what was told of it. */
function untold(records: EventEvidence['records'], told: ReadonlyMap<string, readonly OutboxRow[]>): string[] {
  return records
    .filter(({ creationMark }) => creationMark !== null)
    .map(({ collection, id, version }) => ({ record: `${kinds[collection]}:${id}`, version }))
    .map(({ record, version }) => ({ record, version, last: lastOf(told.get(record) ?? []) }))
    .filter(({ version, last }) => last !== version)
    .map(({ record, version, last }) => `${record} has version ${version}, and was told up to ${last}`);
}
