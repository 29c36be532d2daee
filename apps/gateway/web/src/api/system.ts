import { queryOptions } from '@tanstack/react-query';
import * as sdk from '../generated/sdk.gen';
import { dataOf, orThrow } from './call.ts';

const POLL_MS = 30_000;

/** How the lists of work of the whole system stand; only administrators may ask. */
export const backlogsQuery = queryOptions({
  queryKey: ['backlogs'],
  queryFn: () => dataOf(sdk.listBacklogs({ ...orThrow })),
  refetchInterval: POLL_MS,
});
