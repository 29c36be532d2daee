import { Schema, type SchemaDefinition, type Types } from 'mongoose';
import './mongoose-settings.ts';
import { type AuditedAs } from './audited/audited-as.ts';
import { askForAudit } from './audited/audited-records.ts';
import { askForEvents } from './told-records.ts';

/** What every stored record has. Repositories set the moments themselves: they come from the clock of the use case. */
export interface StoredRecord {
  readonly _id: Types.ObjectId;
  /** 1 when created, one more with each change. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The fields that the schema of one kind of record adds to those of every record. */
export type RecordDefinition<Doc extends StoredRecord> = SchemaDefinition<Omit<Doc, keyof StoredRecord>>;

interface RecordOptions {
  readonly collection?: string;
  /** The kind under which events tell of such records, `deal`: then none is stored, new or changed, without its event. */
  readonly tellsEvents?: string;
  /** Then nothing of such a record is stored, changed or deleted without an entry in the audit. */
  readonly audited?: AuditedAs;
}

/**
 * Schema of a record. A field that it does not know is an error in writes and filters alike; an empty object is kept.
 * Indexes declared on it are made by migrations; say beside each which query needs it.
 */
export function recordSchema<Doc extends StoredRecord>(
  definition: RecordDefinition<Doc>,
  { tellsEvents, audited, ...options }: RecordOptions = {},
): Schema<Doc> {
  const fields: SchemaDefinition = {
    ...definition,
    version: { type: Number, required: true, default: 1 },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  };
  const schema = new Schema<Doc>(fields, {
    ...options,
    strict: 'throw',
    minimize: false,
    versionKey: false,
    id: false,
  });
  if (tellsEvents !== undefined) askForEvents(schema as Schema, tellsEvents);
  if (audited !== undefined) askForAudit(schema as Schema, audited);
  return schema;
}
