import type { ClassifierValue } from '@crm/contracts';
import { recordSchema, type StoredRecord } from '@crm/persistence';
import { localizedNameSchema } from '../stored-values/localized-name.ts';

export interface ClassifierDocument extends StoredRecord, Omit<ClassifierValue, 'id'> {}

export const classifierSchema = recordSchema<ClassifierDocument>(
  {
    classifier: { type: String, required: true },
    code: { type: String, required: true },
    name: { type: localizedNameSchema, required: true },
    archived: { type: Boolean, required: true },
    position: { type: Number, required: true },
  },
  {
    collection: 'classifier-values',
    audited: { kind: 'classifier-value', open: ['classifier', 'code', 'name', 'archived', 'position'] },
  },
);

// Seeding adds a value once, whoever seeds at the same time; loads find values by code.
classifierSchema.index({ classifier: 1, code: 1 }, { unique: true });
// A whole classifier in its order.
classifierSchema.index({ classifier: 1, position: 1 });
