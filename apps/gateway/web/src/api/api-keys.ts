import { infiniteQueryOptions } from '@tanstack/react-query';
import type { NewApiKey } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import { dataOf, orThrow } from './call.ts';

/** The keys of the reader's programs, the latest first. */
export const apiKeysQuery = infiniteQueryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ pageParam }) => {
    const paging = pageParam === null ? {} : { cursor: pageParam };
    return dataOf(sdk.listMyApiKeys({ query: { limit: 20, ...paging }, ...orThrow }));
  },
  initialPageParam: null as string | null,
  getNextPageParam: ({ page }) => page.nextCursor,
});

export const createApiKey = (wanted: NewApiKey) => dataOf(sdk.createApiKey({ body: wanted, ...orThrow }));

export const revokeApiKey = (id: string) => sdk.revokeApiKey({ path: { id }, ...orThrow });
