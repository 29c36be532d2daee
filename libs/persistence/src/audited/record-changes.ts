import type { Types } from 'mongoose';
import type { AuditedAs } from './audited-as.ts';
import { type Plain, plainOf } from './plain-value.ts';

/** A record as it was stored at a moment, in values of JSON: nothing that is done to what was read changes it. */
export type RecordImage = Readonly<Record<string, Plain>>;

/** What a model gives for a record. */
export type StoredImage = Readonly<Record<string, unknown>> & { readonly _id: Types.ObjectId };

/** What a transaction has made of one record. */
export interface RecordChange {
  readonly audited: AuditedAs;
  readonly id: Types.ObjectId;
  /** Null when the transaction has made it. */
  readonly before: RecordImage | null;
  /** Null when the transaction has deleted it. */
  readonly after: RecordImage | null;
}

export const recordImageOf = (record: StoredImage): RecordImage =>
  Object.fromEntries(Object.entries(record).map(([field, value]) => [field, plainOf(value)]));

/**
 * The audited records that one run of a transaction has read and changed. It sees one state of the database, so what it has
 * read is what it changes later, unless it has changed it itself.
 */
export class RecordChanges {
  private readonly changes = new Map<string, RecordChange>();
  private readonly images = new Map<string, RecordImage>();

  /** Remembers a record that was read as a whole. */
  remember(record: StoredImage): void {
    this.images.set(record._id.toHexString(), recordImageOf(record));
  }

  /** The record as the transaction sees it now; undefined when it has not read it. */
  imageOf(id: Types.ObjectId): RecordImage | undefined {
    return this.images.get(id.toHexString());
  }

  /** Notes what a record has become: each counts once, however often it was changed. */
  note(change: RecordChange): void {
    const id = change.id.toHexString();
    const first = this.changes.get(id);
    this.changes.set(id, first ? { ...first, after: change.after } : change);
    if (change.after) this.images.set(id, change.after);
    else this.images.delete(id);
  }

  /** In the order in which they were first changed. */
  all(): readonly RecordChange[] {
    return [...this.changes.values()];
  }
}

/** Who writes down what a transaction has changed, as a part of it. */
export interface AuditTrail {
  write(changes: readonly RecordChange[]): Promise<void>;
}
