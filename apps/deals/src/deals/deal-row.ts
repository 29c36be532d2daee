import type { ClassifierValue, Deal, DealRow, Pipeline, Stage } from '@crm/contracts';
import { DomainError, isDomainError } from '@crm/kernel';
import { stageByCode } from '../pipelines/pipeline.ts';
import { lacksExplanation } from './deal.ts';

/** What the codes of rows mean. */
export interface RowReferences {
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  readonly lostReasons: ReadonlyMap<string, ClassifierValue>;
}

/**
 * The deal that a row of a bulk load describes; its status is that of the stage where it stands. A reason of refusal may
 * be an archived one, as in any old record.
 *
 * @throws DomainError `pipeline.not_found`, `deal.stage_unknown`, `classifier.value_unknown`, or `invalid` for a row
 * that contradicts itself. The details name its `externalId`.
 */
export function dealFromRow(row: DealRow, references: RowReferences, created: { id: string; at: Date }): Deal {
  try {
    return build(row, references, created);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    throw new DomainError(error.code, { ...error.details, externalId: row.externalId });
  }
}

function build(row: DealRow, references: RowReferences, { id, at }: { id: string; at: Date }): Deal {
  const { externalId: _key, pipelineCode, stageCode, lostReasonCode: _code, stageHistory, ...facts } = row;
  const pipeline = pipelineOf(pipelineCode, references);
  const stage = stageByCode(pipeline, stageCode);
  requireConsistency(row, stage);
  return {
    ...facts,
    id,
    pipelineId: pipeline.id,
    stageId: stage.id,
    status: stage.kind,
    stageHistory: stageHistory.map((entry) => ({
      stageId: stageByCode(pipeline, entry.stageCode).id,
      enteredAt: entry.enteredAt,
      byEmployeeId: null,
    })),
    lostReasonId: lostReasonOf(row, references),
    lostComment: row.lostComment === '' ? null : row.lostComment,
    version: 1,
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
  };
}

function pipelineOf(pipelineCode: string, { pipelines }: RowReferences): Pipeline {
  const pipeline = pipelines.get(pipelineCode);
  if (!pipeline) throw new DomainError('pipeline.not_found', { pipelineCode });
  return pipeline;
}

function lostReasonOf({ lostReasonCode, lostComment }: DealRow, { lostReasons }: RowReferences): string | null {
  if (lostReasonCode === null) return null;
  const reason = lostReasons.get(lostReasonCode);
  if (!reason) throw new DomainError('classifier.value_unknown', { classifier: 'lost-reason', code: lostReasonCode });
  refuseIf(lacksExplanation(reason.code, lostComment), 'lostComment', 'must explain the reason in words');
  return reason.id;
}

function requireConsistency(row: DealRow, { kind }: Stage): void {
  const { stageHistory, closedAt, lostReasonCode } = row;
  const steps = stageHistory.map((entry) => Date.parse(entry.enteredAt));
  refuseIf(kind !== 'open' && closedAt === null, 'closedAt', 'must say when the deal was closed');
  refuseIf(kind === 'open' && closedAt !== null, 'closedAt', 'must be null for an open deal');
  refuseIf(kind === 'lost' && lostReasonCode === null, 'lostReasonCode', 'must say why the deal was lost');
  refuseIf(kind !== 'lost' && lostReasonCode !== null, 'lostReasonCode', 'must be null unless the deal is lost');
  refuseIf(kind !== 'lost' && row.lostComment !== null, 'lostComment', 'must be null unless the deal is lost');
  refuseIf(
    (stageHistory.at(-1)?.stageCode ?? row.stageCode) !== row.stageCode,
    'stageHistory',
    'must end in stageCode',
  );
  refuseIf(
    steps.some((moment, index) => moment < (steps[index - 1] ?? moment)),
    'stageHistory',
    'must stand oldest first',
  );
}

function refuseIf(wrong: boolean, field: string, message: string): void {
  if (wrong) throw new DomainError('invalid', { issues: [{ path: [field], message }] });
}
