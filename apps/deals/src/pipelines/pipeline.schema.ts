import type { LocalizedName, Stage } from '@crm/contracts';
import { recordSchema, type StoredRecord } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';
import { localizedNameSchema } from '../stored-values/localized-name.ts';

export type StoredStage = Omit<Stage, 'id'> & { readonly _id: Types.ObjectId };

export interface PipelineDocument extends StoredRecord {
  readonly code: string;
  readonly name: LocalizedName;
  readonly stages: readonly StoredStage[];
}

const stageSchema = new Schema<StoredStage>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    code: { type: String, required: true },
    name: { type: localizedNameSchema, required: true },
    kind: { type: String, required: true, enum: ['open', 'won', 'lost'] },
    position: { type: Number, required: true },
    probability: { type: Number, required: true },
  },
  { strict: 'throw', id: false },
);

export const pipelineSchema = recordSchema<PipelineDocument>(
  {
    code: { type: String, required: true },
    name: { type: localizedNameSchema, required: true },
    stages: { type: [stageSchema], required: true },
  },
  { collection: 'pipelines', audited: { kind: 'pipeline', open: ['code', 'name', 'stages'] } },
);

// Ensuring a pipeline by its code: of two at once, one adds it.
pipelineSchema.index({ code: 1 }, { unique: true });
