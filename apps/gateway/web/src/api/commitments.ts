import { queryOptions } from '@tanstack/react-query';
import type { NewCommitment } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import type { CommitmentClosing } from '../generated';
import { dataOf, exact, orThrow } from './call.ts';

/** Open promises that the employee sees to, by due day. */
export const ownCommitmentsQuery = (ownerId: string) =>
  queryOptions({
    queryKey: ['commitments', ownerId],
    queryFn: () => dataOf(sdk.listCommitments({ query: { ownerId, status: 'open', limit: 20 }, ...orThrow })),
    select: ({ data }) => data,
  });

export const makeCommitment = (commitment: NewCommitment) =>
  dataOf(sdk.makeCommitment({ body: exact(commitment), ...orThrow }));

export const closeCommitment = (commitmentId: string, closing: CommitmentClosing) =>
  dataOf(sdk.closeCommitment({ path: { id: commitmentId }, body: closing, ...orThrow }));
