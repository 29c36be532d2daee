import type { ClassifierValue } from '@crm/contracts';
import type { ClassifierValueDocument } from './classifier-value.schema.ts';

export const toClassifierValue = (document: ClassifierValueDocument): ClassifierValue => ({
  id: document._id.toHexString(),
  classifier: document.classifier,
  code: document.code,
  name: { ru: document.name.ru, en: document.name.en },
  archived: document.archived,
  position: document.position,
});
