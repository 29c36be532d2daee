import type { ImportFinding } from '@crm/contracts';
import { recordSchema, type StoredRecord } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

/** A line of an import's report. */
export interface FindingDocument extends StoredRecord, ImportFinding {
  readonly importId: Types.ObjectId;
  /** Its place in the report. */
  readonly position: number;
}

const text = { type: String, required: true } as const;
/** A value of a row may be empty, which Mongoose does not accept as given. */
const value = { type: String, default: '' } as const;

export const findingSchema = recordSchema<FindingDocument>(
  {
    importId: { type: Schema.Types.ObjectId, required: true },
    position: { type: Number, required: true },
    kind: text,
    file: text,
    line: { type: Number, required: true },
    row: value,
    field: text,
    from: value,
    to: { type: String, default: null },
    reason: text,
    message: { ru: text, en: text },
  },
  { collection: 'import_findings' },
);

/** The report, page by page; its sums; and forgetting it when a run begins anew. */
findingSchema.index({ importId: 1, position: 1 });
/** The report of one kind, page by page. */
findingSchema.index({ importId: 1, kind: 1, position: 1 });
