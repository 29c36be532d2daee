import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import { currentRequest } from '@crm/observability';
import { type AuditTrail, keepAuditOf, type RecordChange } from '@crm/persistence';
import type { Connection, Model } from 'mongoose';
import type { AuditEntryDocument } from './audit-entry.ts';
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
    const by = circumstancesOf(currentRequest(), { at: new Date(), requestId: randomUUID() });
    const entries = changes.flatMap((change) => told(change) ?? []).map((entry) => newEntry(entry, by));
    // As they are, without mongoose's casting: they are made here and have the stored form already.
    if (entries.length > 0) await this.entries.insertMany(entries, { lean: true, rawResult: true });
  }
}

/** Undefined for what has left the record as it was, and for one that did not outlive its transaction. */
function told({ audited, id, before, after, end }: RecordChange): Told | undefined {
  if (!before && !after) return undefined;
  const changes = fieldChanges(before, after, audited);
  const version = versionOf(after ?? before);
  if (before && after && version === versionOf(before) && changes.open.length + changes.personal.length === 0) {
    return undefined;
  }
  const action = before ? (after ? 'changed' : 'deleted') : 'created';
  return { ...changes, kind: audited.kind, recordId: id, action, version, end };
}

const versionOf = (image: RecordChange['after']): number | null =>
  typeof image?.['version'] === 'number' ? image['version'] : null;
