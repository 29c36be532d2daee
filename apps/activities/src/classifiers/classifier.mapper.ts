import type { ClassifierValue } from '@crm/contracts';
import type { ClassifierValueDocument } from './classifier.schema.ts';

export const toClassifierValue = ({
  _id,
  classifier,
  code,
  name,
  archived,
  position,
}: ClassifierValueDocument): ClassifierValue => ({
  id: _id.toHexString(),
  classifier,
  code,
  name: { ru: name.ru, en: name.en },
  archived,
  position,
});
