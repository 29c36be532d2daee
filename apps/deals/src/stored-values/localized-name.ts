import type { LocalizedName } from '@crm/contracts';
import { Schema } from 'mongoose';

export const localizedNameSchema = new Schema<LocalizedName>(
  { ru: { type: String, required: true }, en: { type: String, required: true } },
  { _id: false, strict: 'throw' },
);
