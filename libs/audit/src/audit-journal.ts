import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { requirePermission } from '@crm/access';
import type { Actor, AuditAction, AuditedKind } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { currentRequest } from '@crm/observability';
import { isDuplicateKey, toObjectId, Transaction } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import { type AuditEntryDocument, withoutValues } from './audit-entry.ts';
import type { FieldChange } from './field-changes.ts';
import { type Circumstances, circumstancesOf, newEntry } from './new-entry.ts';

const ATTEMPTS = 5;

/** Something that happened without changing a record. */
export interface Happening {
  readonly kind: AuditedKind;
  readonly recordId: string;
  readonly action: AuditAction;
  readonly open?: readonly FieldChange[];
  readonly personal?: readonly FieldChange[];
  /** Who and from where, where it is not the request being served that tells it. */
  readonly by?: Partial<Circumstances>;
}

/** Entries of the audit that tell of no change of a record. */
@Injectable()
export class AuditJournal {
  constructor(
    @InjectModel('AuditEntry') private readonly entries: Model<AuditEntryDocument>,
    private readonly transaction: Transaction,
  ) {}

  /** Adds an entry, by itself or as a part of the transaction under way. */
  async add(happening: Happening): Promise<void> {
    for (let left = ATTEMPTS - 1; ; left -= 1) {
      try {
        await this.transaction.run(() => this.append(happening));
        return;
      } catch (error) {
        // Somebody else has added to the same chain at the same moment. A transaction that has failed is not gone on with.
        if (left === 0 || this.transaction.active || !isDuplicateKey(error)) throw error;
      }
    }
  }

  /**
   * Takes the personal values of a record out of its audit, with the addresses and reasons of its entries.
   *
   * @returns from how many entries.
   * @throws DomainError `forbidden`, `not_found` when the audit says nothing of the record.
   */
  erase(actor: Actor, recordId: string): Promise<number> {
    requirePermission(actor, 'administer');
    return this.transaction.run(async () => {
      const filter = { recordId: toObjectId(recordId), values: trusted({ $exists: true }) };
      const last = await this.end(recordId);
      if (!last) throw new DomainError('not_found', { recordId });
      const { modifiedCount } = await this.entries.updateMany(filter, withoutValues);
      await this.append({ kind: last.kind as AuditedKind, recordId, action: 'erased' });
      return modifiedCount;
    });
  }

  private async append({ kind, recordId, action, open = [], personal = [], by }: Happening): Promise<void> {
    const end = await this.end(recordId);
    const told = { kind, recordId: toObjectId(recordId), action, version: end?.version ?? null, end, open, personal };
    const request = circumstancesOf(currentRequest(), { at: new Date(), requestId: randomUUID() });
    await this.entries.insertMany([newEntry(told, { ...request, ...by })], { lean: true, rawResult: true });
  }

  private async end(recordId: string): Promise<AuditEntryDocument | null> {
    return this.entries
      .findOne({ recordId: toObjectId(recordId) })
      .sort({ seq: -1 })
      .lean<AuditEntryDocument>();
  }
}
