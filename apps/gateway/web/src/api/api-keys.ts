import { infiniteQueryOptions } from '@tanstack/react-query';
import type { NewApiKey } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import { because, dataOf, orThrow } from './call.ts';
import type { OfAccount } from './security.ts';

/** The keys of the reader's programs, or of those of an account, the latest first. */
export const apiKeysQuery = (accountId: string | null) =>
  infiniteQueryOptions({
    queryKey: ['api-keys', accountId],
    queryFn: ({ pageParam }) => {
      const query = { limit: 20, ...(pageParam !== null && { cursor: pageParam }) };
      return accountId === null
        ? dataOf(sdk.listMyApiKeys({ query, ...orThrow }))
        : dataOf(sdk.listAccountApiKeys({ path: { accountId }, query, ...orThrow }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.nextCursor,
  });

export const createApiKey = (wanted: NewApiKey) => dataOf(sdk.createApiKey({ body: wanted, ...orThrow }));

export const revokeApiKey = ({ accountId, id, reason }: OfAccount): Promise<unknown> =>
  accountId === null
    ? sdk.revokeApiKey({ path: { id }, ...orThrow })
    : sdk.revokeAccountApiKey({ path: { accountId, id }, ...because(reason), ...orThrow });
