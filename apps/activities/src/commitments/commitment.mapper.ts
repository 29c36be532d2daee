import type { Commitment } from '@crm/contracts';
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
  version: commitment.version,
  createdAt: commitment.createdAt.toISOString(),
  updatedAt: commitment.updatedAt.toISOString(),
});
