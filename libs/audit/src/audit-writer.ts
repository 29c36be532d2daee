import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Actor } from '@crm/contracts';
import { currentRequest } from '@crm/observability';
import { type AuditTrail, keepAuditOf, type RecordChange } from '@crm/persistence';
import type { Connection, Model, Types } from 'mongoose';
import { absentOf } from './absent-of.ts';
import type { AuditEntryDocument } from './audit-entry.ts';
import type { Link } from './chain.ts';
import { fieldChanges } from './field-changes.ts';
import { circumstancesOf, newEntry, type Told } from './new-entry.ts';

/** Writes down what transactions change, each as a part of the transaction: both are stored, or neither. */
@Injectable()
export class AuditWriter implements AuditTrail {
  constructor(
    @InjectConnection() connection: Connection,
    @InjectModel('AuditEntry') private readonly entries: Model<AuditEntryDocument>,
  ) {
    keepAuditOf(connection, this);
  }

  async write(changes: readonly RecordChange[]): Promise<void> {
    const told = changes.flatMap((change) => tell(change) ?? []);
    if (told.length === 0) return;
    const ends = await this.endsOf(told.filter(({ action }) => action !== 'created').map(({ recordId }) => recordId));
    const request = currentRequest();
    const by = circumstancesOf(request, { at: new Date(), requestId: randomUUID() });
    const images = new Map(changes.map(({ id, before, after }) => [id, [before, after] as const]));
    const entries = told.map((entry) => {
      const [before, after] = images.get(entry.recordId) ?? [null, null];
      const onBehalfOf = absentOf(request?.actor as Actor | undefined, before, after);
      return newEntry({ ...entry, end: ends.get(entry.recordId.toHexString()) ?? null }, { ...by, onBehalfOf });
    });
    // As they are, without mongoose's casting: they are made here and have the stored form already.
    await this.entries.insertMany(entries, { lean: true, rawResult: true });
  }

  /** The ends of the chains of these records, as the transaction sees them. */
  private async endsOf(ids: readonly Types.ObjectId[]): Promise<Map<string, Link>> {
    const [first, ...others] = ids;
    if (!first) return new Map();
    const ends = others.length === 0 ? await this.endOf(first) : await this.endsOfMany(ids);
    return new Map(ends.map(({ recordId, seq, hash }) => [recordId.toHexString(), { seq, hash }]));
  }

  private endOf(recordId: Types.ObjectId): Promise<StoredEnd[]> {
    return this.entries.find({ recordId }, endFields).sort({ seq: -1 }).limit(1).lean<StoredEnd[]>().exec();
  }

  private endsOfMany(ids: readonly Types.ObjectId[]): Promise<StoredEnd[]> {
    return this.entries
      .aggregate<StoredEnd>([
        { $match: { recordId: { $in: [...ids] } } },
        { $sort: { recordId: 1, seq: 1 } },
        { $group: { _id: '$recordId', seq: { $last: '$seq' }, hash: { $last: '$hash' } } },
        { $project: { _id: 0, recordId: '$_id', seq: 1, hash: 1 } },
      ])
      .exec();
  }
}

type StoredEnd = Pick<AuditEntryDocument, 'recordId' | 'seq' | 'hash'>;
const endFields = { _id: 0, recordId: 1, seq: 1, hash: 1 } as const;

/** Undefined for what has left the record as it was, and for one that did not outlive its transaction. */
function tell({ audited, id, before, after }: RecordChange): Omit<Told, 'end'> | undefined {
  if (!before && !after) return undefined;
  const changes = fieldChanges(before, after, audited);
  const version = versionOf(after ?? before);
  const isSame = before && after && version === versionOf(before);
  if (isSame && changes.open.length + changes.personal.length === 0) return undefined;
  const action = before ? (after ? 'changed' : 'deleted') : 'created';
  return { ...changes, kind: audited.kind, recordId: id, action, version };
}

const versionOf = (image: RecordChange['after']): number | null =>
  typeof image?.['version'] === 'number' ? image['version'] : null;
