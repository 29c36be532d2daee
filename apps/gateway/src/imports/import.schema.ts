import type { ImportFile, ImportRefusal, ImportSummary } from '@crm/contracts';
import { recordSchema, type StoredRecord } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';
import type { Tallies } from './loading/tally.ts';

/** `uploading`: its files are on their way, nobody has been told of it yet. */
export const importStatuses = ['uploading', 'queued', 'running', 'done', 'failed'] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** A file as it was received. Its content is in GridFS until the import has ended. */
export interface StoredFile {
  readonly file: ImportFile;
  readonly bytes: number;
  readonly sha256: string;
}

/** One import: the truth about how far it is. The job that does the work can be lost and ordered again. */
export interface ImportDocument extends StoredRecord {
  /** Whose import it is: the work is done with his rights. */
  readonly accountId: Types.ObjectId;
  /** The key of the program that started it, which limits these rights; null where he did it himself. */
  readonly apiKeyId: Types.ObjectId | null;
  readonly status: ImportStatus;
  /** Only while it is not finished, so that there is one at a time. */
  readonly active?: true;
  /** Key of the request that brings the files, if its caller may repeat it. */
  readonly repeatKey?: string;
  readonly files: readonly StoredFile[];
  /** Rows that have been read and found good. */
  readonly checked: { readonly done: number; readonly total: number | null };
  readonly tallies: Tallies;
  /** How often work on it was begun. */
  readonly runs: number;
  /** Which run works on it; another one may begin after `leasedUntil`. */
  readonly leasedBy: string | null;
  readonly leasedUntil: Date | null;
  readonly summary: ImportSummary | null;
  readonly refusal: ImportRefusal | null;
  /** Code of the error that ended it, other than a malformed file. */
  readonly failure: string | null;
  readonly finishedAt: Date | null;
}

const { Mixed, ObjectId } = Schema.Types;

export const importSchema = recordSchema<ImportDocument>(
  {
    accountId: { type: ObjectId, required: true },
    apiKeyId: { type: ObjectId, default: null },
    status: { type: String, required: true, enum: importStatuses },
    active: { type: Boolean },
    repeatKey: { type: String },
    files: { type: [{ file: String, bytes: Number, sha256: String, _id: false }], required: true },
    checked: { type: Mixed, required: true },
    tallies: { type: Mixed, required: true },
    runs: { type: Number, required: true },
    leasedBy: { type: String, default: null },
    leasedUntil: { type: Date, default: null },
    summary: { type: Mixed, default: null },
    refusal: { type: Mixed, default: null },
    failure: { type: String, default: null },
    finishedAt: { type: Date, default: null },
  },
  { collection: 'imports' },
);

/** One import at a time, however many processes are asked for one; and what has to be resumed. */
importSchema.index({ active: 1 }, { unique: true, partialFilterExpression: { active: true } });
