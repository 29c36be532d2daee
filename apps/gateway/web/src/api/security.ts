import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { FullProof } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import { because, dataOf, orThrow } from './call.ts';

/** One thing that lets somebody in, and whose it is: null for the reader himself, else an account that he administers. */
export interface OfAccount {
  readonly accountId: string | null;
  readonly id: string;
  /** Why an administrator takes it away. */
  readonly reason?: string;
}

/** Where the reader, or the account, is signed in, the latest first. */
export const sessionsQuery = (accountId: string | null) =>
  infiniteQueryOptions({
    queryKey: ['sessions', accountId],
    queryFn: ({ pageParam }) => {
      const query = { limit: 20, ...(pageParam !== null && { cursor: pageParam }) };
      return accountId === null
        ? dataOf(sdk.listMySessions({ query, ...orThrow }))
        : dataOf(sdk.listAccountSessions({ path: { accountId }, query, ...orThrow }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.nextCursor,
  });

export const endSession = ({ accountId, id, reason }: OfAccount): Promise<unknown> =>
  accountId === null
    ? sdk.endMySession({ path: { id }, ...orThrow })
    : sdk.endAccountSession({ path: { accountId, id }, ...because(reason), ...orThrow });

/** All of an account; of the reader all but this one. */
export const endSessions = ({ accountId, reason }: Omit<OfAccount, 'id'>): Promise<unknown> =>
  accountId === null
    ? sdk.endMyOtherSessions(orThrow)
    : sdk.endAccountSessions({ path: { accountId }, ...because(reason), ...orThrow });

/** Whether the reader is asked for a code besides his password. */
export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: () => dataOf(sdk.getMySecondFactor(orThrow)),
});

export const beginSecondFactor = (current: string) => dataOf(sdk.beginSecondFactor({ body: { current }, ...orThrow }));

export const confirmSecondFactor = (code: string) => dataOf(sdk.confirmSecondFactor({ body: { code }, ...orThrow }));

export const renewRecoveryCodes = (proof: FullProof) => dataOf(sdk.renewRecoveryCodes({ body: proof, ...orThrow }));

export const removeSecondFactor = (proof: FullProof) => sdk.removeSecondFactor({ body: proof, ...orThrow });
