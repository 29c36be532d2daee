import type { LocalizedName, Pipeline, Stage } from '@crm/contracts';
import { DomainError } from '@crm/kernel';

/** A pipeline as it is described before it has ids; the stages stand in their order. */
export interface PipelineDefinition {
  readonly code: string;
  readonly name: LocalizedName;
  readonly stages: readonly Pick<Stage, 'code' | 'name' | 'kind' | 'probability'>[];
}

/**
 * Makes a pipeline of its description.
 *
 * @throws DomainError `invalid` unless it has an open stage to begin in, exactly one stage for won deals, exactly one
 * for lost deals, and different codes.
 */
export function definePipeline({ code, name, stages }: PipelineDefinition, newId: () => string): Pipeline {
  const problem = problemOf(stages);
  if (problem) throw new DomainError('invalid', { code, issues: [{ path: ['stages'], message: problem }] });
  return {
    id: newId(),
    code,
    name,
    stages: stages.map((stage, position) => ({ ...stage, id: newId(), position })),
  };
}

/** Where a deal begins. */
export const firstStage = (pipeline: Pipeline): Stage => stageOfKind(pipeline, 'open');

/** Where a deal ends. */
export const closingStage = (pipeline: Pipeline, outcome: 'won' | 'lost'): Stage => stageOfKind(pipeline, outcome);

/** @throws DomainError `deal.stage_unknown` when the stage is none of this pipeline. */
export function stageById(pipeline: Pipeline, stageId: string): Stage {
  const found = pipeline.stages.find((stage) => stage.id === stageId);
  if (!found) throw new DomainError('deal.stage_unknown', { pipelineId: pipeline.id, stageId });
  return found;
}

/** @throws DomainError `deal.stage_unknown` when no stage of this pipeline has the code. */
export function stageByCode(pipeline: Pipeline, stageCode: string): Stage {
  const found = pipeline.stages.find((stage) => stage.code === stageCode);
  if (!found) throw new DomainError('deal.stage_unknown', { pipelineCode: pipeline.code, stageCode });
  return found;
}

function stageOfKind(pipeline: Pipeline, kind: Stage['kind']): Stage {
  const found = pipeline.stages.find((stage) => stage.kind === kind);
  if (!found) throw new Error(`Pipeline ${pipeline.code} has no ${kind} stage`);
  return found;
}

function problemOf(stages: PipelineDefinition['stages']): string | undefined {
  const count = (kind: Stage['kind']) => stages.filter((stage) => stage.kind === kind).length;
  if (count('open') === 0) return 'needs an open stage';
  if (count('won') !== 1) return 'needs exactly one won stage';
  if (count('lost') !== 1) return 'needs exactly one lost stage';
  if (new Set(stages.map((stage) => stage.code)).size < stages.length) return 'repeats the code of a stage';
  return undefined;
}
