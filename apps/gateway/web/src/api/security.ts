import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { FullProof } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import { dataOf, orThrow } from './call.ts';

/** Where the reader is signed in, the latest first. */
export const sessionsQuery = infiniteQueryOptions({
  queryKey: ['my-sessions'],
  queryFn: ({ pageParam }) => {
    const paging = pageParam === null ? {} : { cursor: pageParam };
    return dataOf(sdk.listMySessions({ query: { limit: 20, ...paging }, ...orThrow }));
  },
  initialPageParam: null as string | null,
  getNextPageParam: ({ page }) => page.nextCursor,
});

export const endSession = (id: string) => sdk.endMySession({ path: { id }, ...orThrow });

export const endOtherSessions = () => sdk.endMyOtherSessions(orThrow);

/** Whether the reader is asked for a code besides his password. */
export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: () => dataOf(sdk.getMySecondFactor(orThrow)),
});

export const beginSecondFactor = (current: string) => dataOf(sdk.beginSecondFactor({ body: { current }, ...orThrow }));

export const confirmSecondFactor = (code: string) => dataOf(sdk.confirmSecondFactor({ body: { code }, ...orThrow }));

export const renewRecoveryCodes = (proof: FullProof) => dataOf(sdk.renewRecoveryCodes({ body: proof, ...orThrow }));

export const removeSecondFactor = (proof: FullProof) => sdk.removeSecondFactor({ body: proof, ...orThrow });
