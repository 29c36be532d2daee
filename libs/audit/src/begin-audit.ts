import { randomUUID } from 'node:crypto';
import { auditedAs, type Migration, recordImageOf } from '@crm/persistence';
import type { Connection, Schema, Types } from 'mongoose';
import { AUDIT_COLLECTION, type AuditEntryDocument, auditEntrySchema } from './audit-entry.ts';
import type { Link } from './chain.ts';
import { fieldChanges } from './field-changes.ts';
import { circumstancesOf, newEntry } from './new-entry.ts';

const BATCH = 500;

type FoundRecord = Readonly<Record<string, unknown>> & {
  readonly _id: Types.ObjectId;
  readonly version: number;
  readonly entries: readonly (Link & Pick<AuditEntryDocument, 'version'>)[];
};

/**
 * The migration by which the records of before the audit get an entry that says what they were then: the first of their
 * chain, or the next one where the chain has told of happenings alone. A later migration that adds audited records by itself
 * needs one of its own.
 */
export const auditBegins = (id: string, schemas: Readonly<Record<string, Schema>>): Migration => ({
  id,
  async up(connection) {
    for (const [name, schema] of Object.entries(schemas)) {
      if (auditedAs(schema)) await beginFor(connection, name, schema);
    }
  },
});

async function beginFor(connection: Connection, name: string, schema: Schema): Promise<void> {
  const audited = auditedAs(schema);
  if (!audited) return;
  const records = connection.model(name, schema);
  const entries = connection.model<AuditEntryDocument>('AuditEntry', auditEntrySchema);
  const { derived = [], kind } = audited;
  let last: FoundRecord | undefined;
  do {
    const some: FoundRecord[] = await records.aggregate<FoundRecord>([
      ...(last ? [{ $match: { _id: { $gt: last._id } } }] : []),
      { $sort: { _id: 1 } },
      { $limit: BATCH },
      ...(derived.length > 0 ? [{ $unset: [...derived] }] : []),
      { $lookup: lastEntry },
    ]);
    last = some.at(-1);
    const by = circumstancesOf(undefined, { at: new Date(), requestId: randomUUID() });
    const found = some
      .filter(({ entries: [end] }) => (end?.version ?? null) === null)
      .map(({ entries: [end], ...record }) => {
        const told = {
          ...fieldChanges(null, recordImageOf(record), audited),
          kind,
          recordId: record._id,
          version: record.version,
        };
        return newEntry({ ...told, action: 'found', end: end ?? null }, by);
      });
    if (found.length > 0) await entries.insertMany(found, { lean: true, rawResult: true });
  } while (last);
}

const lastEntry = {
  from: AUDIT_COLLECTION,
  localField: '_id',
  foreignField: 'recordId',
  pipeline: [{ $sort: { seq: -1 as const } }, { $limit: 1 }, { $project: { _id: 0, seq: 1, hash: 1, version: 1 } }],
  as: 'entries',
};
