import { markOf } from '@crm/access';
import type { Actor, Deal, DealFact, DealListItem, StageEntry } from '@crm/contracts';
import { toMadeOnBehalf, toStoredOnBehalf } from '@crm/known-clients';
import { toObjectId } from '@crm/persistence';
import type { Types } from 'mongoose';
import { toMoney, toStoredMoney } from '../stored-values/money.ts';
import type { DealDocument, StoredStageEntry } from './deal.schema.ts';

const hexOrNull = (id: Types.ObjectId | null): string | null => id?.toHexString() ?? null;
const idOrNull = (hex: string | null): Types.ObjectId | null => (hex === null ? null : toObjectId(hex));
const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;
const dateOrNull = (iso: string | null): Date | null => (iso === null ? null : new Date(iso));

export const toDeal = (stored: DealDocument): Deal => ({
  ...toDealListItem(stored),
  departmentId: stored.departmentId.toHexString(),
  stageHistory: stored.stageHistory.map(toStageEntry),
  lostReasonId: hexOrNull(stored.lostReasonId),
  lostComment: stored.lostComment,
  ...toMadeOnBehalf(stored.madeOnBehalf),
  note: stored.note,
  createdAt: stored.createdAt.toISOString(),
});

const toStageEntry = ({ stageId, enteredAt, byEmployeeId, onBehalfOfId }: StoredStageEntry): StageEntry => ({
  stageId: stageId.toHexString(),
  enteredAt: enteredAt.toISOString(),
  byEmployeeId: hexOrNull(byEmployeeId),
  ...(onBehalfOfId && { onBehalfOfId: onBehalfOfId.toHexString() }),
});

/** What other services learn of a deal. */
export const toDealFact = (
  deal: Omit<DealListItem, 'updatedAt'> & Pick<Deal, 'departmentId' | 'madeOnBehalf'>,
): DealFact => ({
  id: deal.id,
  version: deal.version,
  title: deal.title,
  clientId: deal.clientId,
  productId: deal.productId,
  amount: deal.amount,
  ownerId: deal.ownerId,
  departmentId: deal.departmentId,
  pipelineId: deal.pipelineId,
  stageId: deal.stageId,
  status: deal.status,
  closedAt: deal.closedAt,
  ...(deal.madeOnBehalf && { madeOnBehalf: deal.madeOnBehalf }),
});

/** The fields that a list item is made of. */
export const listItemFields = {
  title: 1,
  clientId: 1,
  productId: 1,
  amount: 1,
  ownerId: 1,
  pipelineId: 1,
  stageId: 1,
  status: 1,
  openedOn: 1,
  expectedCloseOn: 1,
  closedAt: 1,
  version: 1,
  updatedAt: 1,
} as const;

export type StoredListItem = Pick<DealDocument, '_id' | keyof typeof listItemFields>;

export const toDealListItem = (stored: StoredListItem): DealListItem => ({
  id: stored._id.toHexString(),
  title: stored.title,
  clientId: hexOrNull(stored.clientId),
  productId: hexOrNull(stored.productId),
  amount: toMoney(stored.amount),
  ownerId: stored.ownerId.toHexString(),
  pipelineId: stored.pipelineId.toHexString(),
  stageId: stored.stageId.toHexString(),
  status: stored.status,
  openedOn: stored.openedOn,
  expectedCloseOn: stored.expectedCloseOn,
  closedAt: isoOrNull(stored.closedAt),
  version: stored.version,
  updatedAt: stored.updatedAt.toISOString(),
});

/** The item of a list, with a mark when its reader acts in the owner's place. */
export const toMarkedItem = (deal: DealListItem, reader: Actor): DealListItem => ({ ...deal, ...markOf(reader, deal) });

export const toDealDocument = (deal: Deal): DealDocument => ({
  _id: toObjectId(deal.id),
  title: deal.title,
  clientId: idOrNull(deal.clientId),
  productId: idOrNull(deal.productId),
  amount: toStoredMoney(deal.amount),
  ownerId: toObjectId(deal.ownerId),
  departmentId: toObjectId(deal.departmentId),
  pipelineId: toObjectId(deal.pipelineId),
  stageId: toObjectId(deal.stageId),
  status: deal.status,
  stageHistory: deal.stageHistory.map(({ stageId, enteredAt, byEmployeeId, onBehalfOfId }) => ({
    stageId: toObjectId(stageId),
    enteredAt: new Date(enteredAt),
    byEmployeeId: idOrNull(byEmployeeId),
    ...(onBehalfOfId && { onBehalfOfId: toObjectId(onBehalfOfId) }),
  })),
  openedOn: deal.openedOn,
  expectedCloseOn: deal.expectedCloseOn,
  closedAt: dateOrNull(deal.closedAt),
  lostReasonId: idOrNull(deal.lostReasonId),
  lostComment: deal.lostComment,
  madeOnBehalf: toStoredOnBehalf(deal.madeOnBehalf),
  note: deal.note,
  version: deal.version,
  createdAt: new Date(deal.createdAt),
  updatedAt: new Date(deal.updatedAt),
});
