import { queryOptions } from '@tanstack/react-query';
import type { NewCommitment, Whose } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import type { CommitmentClosing } from '../generated';
import { dataOf, exact, orThrow } from './call.ts';

/** Open promises that the reader sees to, by due day. */
export const ownCommitmentsQuery = (whose: Whose) =>
  queryOptions({
    queryKey: ['commitments', whose],
    queryFn: () => dataOf(sdk.listCommitments({ query: { whose, status: 'open', limit: 20 }, ...orThrow })),
    select: ({ data }) => data,
  });

export const makeCommitment = (commitment: NewCommitment) =>
  dataOf(sdk.makeCommitment({ body: exact(commitment), ...orThrow }));

export const closeCommitment = (commitmentId: string, closing: CommitmentClosing) =>
  dataOf(sdk.closeCommitment({ path: { id: commitmentId }, body: closing, ...orThrow }));
