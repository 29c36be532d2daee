import type { Pipeline } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import type { PipelineDocument } from './pipeline.schema.ts';

export const toPipeline = ({ _id, code, name, stages }: PipelineDocument): Pipeline => ({
  id: _id.toHexString(),
  code,
  name,
  stages: stages.map(({ _id: stageId, ...stage }) => ({ ...stage, id: stageId.toHexString() })),
});

export const toPipelineDocument = ({ id, stages, ...facts }: Pipeline, now: Date): PipelineDocument => ({
  ...facts,
  _id: toObjectId(id),
  stages: stages.map(({ id: stageId, ...stage }) => ({ ...stage, _id: toObjectId(stageId) })),
  version: 1,
  createdAt: now,
  updatedAt: now,
});
