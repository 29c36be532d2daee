import { Schema, Types } from 'mongoose';
import type { ChainedEntry, Readable, Sealed } from './chain.ts';

/** The collection in which each database keeps its audit. */
export const AUDIT_COLLECTION = 'audit';

type Ids = 'recordId' | 'accountId' | 'employeeId';

/** An entry of the audit as it is stored. */
export interface AuditEntryDocument extends Omit<Sealed, Ids | 'at' | 'onBehalfOf'> {
  readonly _id: Types.ObjectId;
  readonly recordId: Types.ObjectId;
  readonly accountId: Types.ObjectId | null;
  readonly employeeId: Types.ObjectId | null;
  readonly onBehalfOf: readonly Types.ObjectId[];
  readonly at: Date;
  readonly hash: string;
  /** Absent once the personal values were taken out: the hash does not need them. */
  readonly values?: Readable;
}

const { ObjectId } = Schema.Types;
const text = { type: String, required: true };
const maybeEmpty = { type: String, default: '' };

export const auditEntrySchema = new Schema<AuditEntryDocument>(
  {
    kind: text,
    recordId: { type: ObjectId, required: true },
    seq: { type: Number, required: true },
    version: { type: Number, default: null },
    action: text,
    at: { type: Date, required: true },
    accountId: { type: ObjectId, default: null },
    employeeId: { type: ObjectId, default: null },
    role: { type: String, default: null },
    onBehalfOf: { type: [ObjectId], required: true },
    requestId: text,
    changes: text,
    personal: { type: [String], required: true },
    digest: text,
    prev: maybeEmpty,
    hash: text,
    values: { type: new Schema<Readable>({ salt: text, text }, { _id: false }) },
  },
  { collection: AUDIT_COLLECTION, strict: 'throw', versionKey: false, id: false },
);

/** The index that chains are read by. */
export const chainIndex = { recordId: 1, seq: 1 } as const;
// The end of a record's chain, read with each change of the record; its history; the chain link by link. Ids of records
// are unique over all kinds. Two entries cannot follow the same one.
auditEntrySchema.index(chainIndex, { unique: true });
// What somebody has done, the latest first.
auditEntrySchema.index({ employeeId: 1, at: -1, _id: -1 });
// What others have done for somebody who was away: hardly anything beside the rest.
auditEntrySchema.index(
  { onBehalfOf: 1, at: -1, _id: -1 },
  { partialFilterExpression: { onBehalfOf: { $gt: new Types.ObjectId('0'.repeat(24)) } } },
);
// What has become of one kind of record in a period.
auditEntrySchema.index({ kind: 1, at: -1, _id: -1 });
// Everything in a period.
auditEntrySchema.index({ at: -1, _id: -1 });

/** Taking out the personal values is the one thing that may happen to an entry. */
const takesValuesOut = (update: unknown): boolean => JSON.stringify(update) === JSON.stringify(withoutValues);
export const withoutValues = { $unset: { values: 1 } } as const;

const onQuery = { document: false, query: true } as const;
const refuse = (): never => {
  throw new Error('The audit is only added to: an entry is neither changed nor deleted');
};

auditEntrySchema.pre(['updateOne', 'findOneAndUpdate', 'replaceOne', 'findOneAndReplace'], onQuery, refuse);
auditEntrySchema.pre(['deleteOne', 'deleteMany', 'findOneAndDelete'], onQuery, refuse);
auditEntrySchema.pre('bulkWrite', refuse);
auditEntrySchema.pre('updateMany', onQuery, function () {
  if (!takesValuesOut(this.getUpdate())) refuse();
});

/** What a program that keeps an audit has among its `schemas`. */
export const auditSchemas = { AuditEntry: auditEntrySchema };

export const toChained = ({ _id: _own, ...entry }: AuditEntryDocument): ChainedEntry => ({
  ...entry,
  recordId: entry.recordId.toHexString(),
  accountId: entry.accountId?.toHexString() ?? null,
  employeeId: entry.employeeId?.toHexString() ?? null,
  onBehalfOf: entry.onBehalfOf.map((id) => id.toHexString()),
  at: entry.at.toISOString(),
  values: entry.values,
});
