import type { Types } from 'mongoose';
import type { AuditedAs } from './audited-as.ts';

/** A record as it is stored, of whichever kind. */
export type RecordImage = Readonly<Record<string, unknown>> & { readonly _id: Types.ObjectId };

/** The last entry of a record's audit. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

/** What a transaction has made of one record. */
export interface RecordChange {
  readonly audited: AuditedAs;
  readonly id: Types.ObjectId;
  /** Null when the transaction has made it. */
  readonly before: RecordImage | null;
  /** Null when the transaction has deleted it. */
  readonly after: RecordImage | null;
  /** Null when the audit says nothing of it so far. */
  readonly end: ChainEnd | null;
}

/** The audited records that one run of a transaction has changed: each once, however often it was changed. */
export class RecordChanges {
  private readonly changes = new Map<string, RecordChange>();

  note(change: RecordChange): void {
    const id = change.id.toHexString();
    const first = this.changes.get(id);
    this.changes.set(id, first ? { ...first, after: change.after } : change);
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
