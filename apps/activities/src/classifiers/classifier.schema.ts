import { type StoredRecord, recordSchema } from '@crm/persistence';
import type { ActivityClassifierName } from './classifier.ts';

export interface ClassifierValueDocument extends StoredRecord {
  readonly classifier: ActivityClassifierName;
  readonly code: string;
  readonly name: { readonly ru: string; readonly en: string };
  readonly archived: boolean;
  readonly position: number;
}

const text = { type: String, required: true } as const;

export const classifierSchema = recordSchema<ClassifierValueDocument>(
  {
    classifier: text,
    code: text,
    name: { ru: text, en: text },
    archived: { type: Boolean, default: false },
    position: { type: Number, required: true },
  },
  {
    collection: 'classifiers',
    audited: { kind: 'classifier-value', open: ['classifier', 'code', 'name', 'archived', 'position'] },
  },
);

/** A whole classifier, for lists to choose from; a value by its code, for loads and seeds. */
classifierSchema.index({ classifier: 1, code: 1 }, { unique: true });
