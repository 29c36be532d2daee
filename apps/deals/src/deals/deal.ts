import type {
  ClassifierValue,
  Deal,
  DealChange,
  MadeOnBehalf,
  Money,
  NewDeal,
  Pipeline,
  Stage,
  StageEntry,
} from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { OTHER_REASON } from '../classifiers/lost-reasons.ts';
import { closingStage, firstStage, stageById } from '../pipelines/pipeline.ts';

/** Who changes a deal, and when. */
export interface Occasion {
  readonly at: Date;
  readonly byEmployeeId: string;
  /** In whose place; null or absent where nobody is substituted. */
  readonly madeOnBehalf?: MadeOnBehalf | null;
}

/** What a new deal is, besides what its author typed. */
export interface Opening {
  readonly id: string;
  readonly ownerId: string;
  readonly departmentId: string;
  readonly openedOn: string;
}

/** A new deal, in the first stage of the pipeline. */
export function openDeal(facts: NewDeal, pipeline: Pipeline, opening: Opening & Occasion): Deal {
  const { at, byEmployeeId: _author, madeOnBehalf, ...given } = opening;
  const { pipelineId: _chosen, ...typed } = facts;
  const stageId = firstStage(pipeline).id;
  return {
    ...typed,
    ...given,
    pipelineId: pipeline.id,
    stageId,
    status: 'open',
    stageHistory: [entryOf(stageId, opening)],
    closedAt: null,
    lostReasonId: null,
    lostComment: null,
    ...(madeOnBehalf && { madeOnBehalf }),
    version: 1,
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
  };
}

/**
 * Changes facts of an open deal. A patch without a field leaves the deal as it is.
 *
 * @throws DomainError `deal.closed`
 */
export function changeDeal(deal: Deal, change: DealChange, occasion: Occasion): Deal {
  requireOpen(deal);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  if (given.length === 0) return deal;
  return { ...touched(deal, occasion), ...Object.fromEntries(given) };
}

/**
 * Moves an open deal to another open stage, forward or back. A deal that stands there already is left as it is.
 *
 * @throws DomainError `deal.closed`, `deal.stage_unknown`, or `deal.stage_closes` for a stage that ends deals.
 */
export function moveDeal(deal: Deal, pipeline: Pipeline, step: Occasion & { readonly stageId: string }): Deal {
  requireOpen(deal);
  const stage = stageById(pipeline, step.stageId);
  if (stage.kind !== 'open') throw new DomainError('deal.stage_closes', { stageId: stage.id, kind: stage.kind });
  return stage.id === deal.stageId ? deal : enter(deal, stage, step);
}

/**
 * Closes a deal as won, for the amount agreed in the end.
 *
 * @throws DomainError `deal.closed`
 */
export function winDeal(
  deal: Deal,
  pipeline: Pipeline,
  victory: Occasion & { readonly amount?: Money | undefined },
): Deal {
  requireOpen(deal);
  return { ...close(deal, closingStage(pipeline, 'won'), victory), amount: victory.amount ?? deal.amount };
}

/** Why a deal was lost. */
export interface Refusal extends Occasion {
  readonly reason: Pick<ClassifierValue, 'id' | 'code' | 'archived'>;
  readonly comment: string | null;
}

/**
 * Closes a deal as lost.
 *
 * @throws DomainError `deal.closed`, `classifier.value_archived`, or `invalid` for a reason that has to be explained
 * and is not.
 */
export function loseDeal(deal: Deal, pipeline: Pipeline, refusal: Refusal): Deal {
  requireOpen(deal);
  const { reason, comment } = refusal;
  if (reason.archived) throw new DomainError('classifier.value_archived', { valueId: reason.id });
  if (lacksExplanation(reason.code, comment)) throw new DomainError('invalid', explanationMissing);
  return {
    ...close(deal, closingStage(pipeline, 'lost'), refusal),
    lostReasonId: reason.id,
    lostComment: comment === '' ? null : comment,
  };
}

/** "Other" says nothing by itself: a refusal for that reason needs words. */
export const lacksExplanation = (reasonCode: string, comment: string | null): boolean =>
  reasonCode === OTHER_REASON && (comment ?? '') === '';

const explanationMissing = { issues: [{ path: ['comment'], message: 'must explain the reason in words' }] };

function requireOpen(deal: Deal): void {
  if (deal.status !== 'open') throw new DomainError('deal.closed', { dealId: deal.id, status: deal.status });
}

/** The deal as changed on this occasion: who changed it before in whose place stands in its history. */
function touched({ madeOnBehalf: _before, ...deal }: Deal, { at, madeOnBehalf }: Occasion): Deal {
  return { ...deal, ...(madeOnBehalf && { madeOnBehalf }), updatedAt: at.toISOString() };
}

const entryOf = (stageId: string, { at, byEmployeeId, madeOnBehalf }: Occasion): StageEntry => ({
  stageId,
  enteredAt: at.toISOString(),
  byEmployeeId,
  ...(madeOnBehalf && { onBehalfOfId: madeOnBehalf.absentId }),
});

function enter(deal: Deal, stage: Stage, occasion: Occasion): Deal {
  return {
    ...touched(deal, occasion),
    stageId: stage.id,
    status: stage.kind,
    stageHistory: [...deal.stageHistory, entryOf(stage.id, occasion)],
  };
}

const close = (deal: Deal, stage: Stage, occasion: Occasion): Deal => ({
  ...enter(deal, stage, occasion),
  closedAt: occasion.at.toISOString(),
});
