import { markOf } from '@crm/access';
import type { Actor, Commitment, CommitmentFact, CommitmentListItem } from '@crm/contracts';
import { toMadeOnBehalf } from '@crm/known-clients';
import type { CommitmentDocument } from './commitment.schema.ts';

export const toCommitment = (commitment: CommitmentDocument): Commitment => ({
  id: commitment._id.toHexString(),
  clientId: commitment.clientId.toHexString(),
  side: commitment.side,
  text: commitment.text,
  dueOn: commitment.dueOn,
  status: commitment.status,
  ownerId: commitment.ownerId.toHexString(),
  departmentId: commitment.departmentId.toHexString(),
  activityId: commitment.activityId?.toHexString() ?? null,
  closedAt: commitment.closedAt?.toISOString() ?? null,
  closingComment: commitment.closingComment,
  ...toMadeOnBehalf(commitment.madeOnBehalf),
  version: commitment.version,
  createdAt: commitment.createdAt.toISOString(),
  updatedAt: commitment.updatedAt.toISOString(),
});

/** A promise in a list, with a mark when its reader acts in the place of who sees to it. */
export const toMarkedCommitment = (commitment: CommitmentDocument, reader: Actor): CommitmentListItem => ({
  ...toCommitment(commitment),
  ...markOf(reader, { ownerId: commitment.ownerId.toHexString(), clientId: commitment.clientId.toHexString() }),
});

/** The fields that other services learn of a promise. */
export const factFields = {
  version: 1,
  clientId: 1,
  side: 1,
  status: 1,
  dueOn: 1,
  ownerId: 1,
  departmentId: 1,
  madeOnBehalf: 1,
} as const;

export type StoredCommitmentFact = Pick<CommitmentDocument, '_id' | keyof typeof factFields>;

/** What other services learn of a promise. */
export const toCommitmentFact = (commitment: StoredCommitmentFact): CommitmentFact => ({
  id: commitment._id.toHexString(),
  version: commitment.version,
  clientId: commitment.clientId.toHexString(),
  side: commitment.side,
  status: commitment.status,
  dueOn: commitment.dueOn,
  ownerId: commitment.ownerId.toHexString(),
  departmentId: commitment.departmentId.toHexString(),
  ...toMadeOnBehalf(commitment.madeOnBehalf),
});
