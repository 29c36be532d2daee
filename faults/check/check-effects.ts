import type { Collection, Effect } from '../journal.ts';
import type { Evidence, StoredRecord } from './evidence.ts';
import type { Verdict } from './verdict.ts';
import { type Write, writesOf } from './writes.ts';

interface Expectation {
  readonly write: Write;
  readonly effect: Effect;
}

interface Findings {
  readonly lost: string[];
  readonly doubled: string[];
}

/** I1 and I2: each write must be found in the databases as often as its answer says, once or not at all. */
export function checkEffects({ journal, records }: Pick<Evidence, 'journal' | 'records'>): Verdict[] {
  const writes = writesOf(journal);
  const expected = writes.flatMap((write) => write.effects.map((effect) => ({ write, effect })));
  const findings: Findings = { lost: [], doubled: [] };
  checkCreations(expected, records, findings);
  checkChanges(expected, records, findings);
  const acknowledged = writes.filter(({ outcome }) => outcome === 'done').length;
  return [
    { invariant: 'I1', checked: acknowledged, violations: findings.lost },
    { invariant: 'I2', checked: writes.length, violations: findings.doubled },
  ];
}

function checkCreations(expected: Expectation[], records: Evidence['records'], { lost, doubled }: Findings): void {
  const found = Map.groupBy(records, ({ collection, creationMark }) => placeOf(collection, creationMark));
  const known = new Set<string>();
  for (const { write, effect } of expected) {
    if (effect.kind !== 'creation') continue;
    const place = placeOf(effect.collection, effect.mark);
    known.add(place);
    const count = found.get(place)?.length ?? 0;
    if (count === 0 && write.outcome === 'done') lost.push(`${tell(write)}: nothing is stored for ${place}`);
    if (count > 1) doubled.push(`${tell(write)}: ${place} is stored ${count} times`);
    if (count > 0 && write.outcome === 'refused') doubled.push(`${tell(write)} was refused, yet ${place} is stored`);
  }
  for (const { creationMark, collection, id } of records) {
    if (creationMark === null || known.has(placeOf(collection, creationMark))) continue;
    doubled.push(`${collection} ${id} carries ${creationMark}, which nobody has asked for`);
  }
}

/** A record's version counts its changes: fewer than acknowledged is a loss, more than asked for is a repetition. */
function checkChanges(expected: Expectation[], records: Evidence['records'], findings: Findings): void {
  const byId = new Map(records.map((record) => [record.id, record]));
  const changes = Map.groupBy(
    expected.filter(({ effect }) => effect.kind === 'change'),
    ({ effect }) => effect.recordId ?? '',
  );
  for (const [id, ofRecord] of changes) {
    const record = byId.get(id);
    if (record) checkRecord(record, ofRecord, findings);
    else if (ofRecord.some(isDone)) findings.lost.push(`record ${id} was changed and is not stored`);
  }
  for (const record of records) {
    if (record.creationMark === null || changes.has(record.id) || record.version === 1) continue;
    findings.doubled.push(`${record.collection} ${record.id} has version ${record.version}, and nobody has changed it`);
  }
}

function checkRecord(record: StoredRecord, changes: Expectation[], { lost, doubled }: Findings): void {
  const { collection, id, version } = record;
  const done = changes.filter(isDone).length;
  const open = changes.filter(({ write }) => write.outcome === 'unknown' || write.outcome === 'failed').length;
  const story = `${collection} ${id} has version ${version} after ${done} acknowledged changes and ${open} of unknown outcome`;
  if (version < 1 + done) lost.push(story);
  if (version > 1 + done + open) doubled.push(story);
  const last = changes.findLast(({ effect, write }) => effect.mark !== null && write.outcome !== 'refused');
  const isOverwritten = last && last.effect.mark !== record.changeMark;
  if (isOverwritten && isDone(last)) lost.push(`${tell(last.write)}: ${collection} ${id} says ${record.changeMark}`);
}

const isDone = ({ write }: Expectation): boolean => write.outcome === 'done';

const placeOf = (collection: Collection, mark: string | null): string => `${collection} ${mark ?? ''}`;

const tell = ({ number, kind, key, attempts }: Write): string =>
  `write ${number} (${kind}, key ${key}, ${attempts} attempts)`;
