import type { ClientClassifier, LocalizedName } from '@crm/contracts';
import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema } from 'mongoose';
import type { z } from 'zod';

export type ClassifierName = z.output<typeof ClientClassifier>;

export interface ClassifierValueDocument extends StoredRecord {
  readonly classifier: ClassifierName;
  readonly code: string;
  readonly name: LocalizedName;
  readonly archived: boolean;
  /** Place among the values of the same classifier. */
  readonly position: number;
}

const localizedName = new Schema<LocalizedName>(
  { ru: { type: String, required: true }, en: { type: String, required: true } },
  { _id: false, strict: 'throw' },
);

export const classifierValueSchema = recordSchema<ClassifierValueDocument>(
  {
    classifier: { type: String, required: true, enum: ['sector', 'region', 'source'] },
    code: { type: String, required: true },
    name: { type: localizedName, required: true },
    archived: { type: Boolean, required: true },
    position: { type: Number, required: true },
  },
  {
    collection: 'classifier-values',
    audited: { kind: 'classifier-value', open: ['classifier', 'code', 'name', 'archived', 'position'] },
  },
);

// A code stands once in its classifier; loads find values by their codes.
classifierValueSchema.index({ classifier: 1, code: 1 }, { unique: true });
// The whole classifier in the order in which people see it.
classifierValueSchema.index({ classifier: 1, position: 1 });
