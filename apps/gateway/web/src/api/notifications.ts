import { infiniteQueryOptions } from '@tanstack/react-query';
import * as sdk from '../generated/sdk.gen';
import { dataOf, orThrow } from './call.ts';

const POLL_MS = 60_000;

/** The employee's own notifications, newest first. The live stream brings them sooner; polling is the fallback. */
export const notificationsQuery = infiniteQueryOptions({
  queryKey: ['notifications'],
  queryFn: ({ pageParam }) => {
    const paging = pageParam === null ? {} : { cursor: pageParam };
    return dataOf(sdk.listNotifications({ query: { limit: 20, ...paging }, ...orThrow }));
  },
  initialPageParam: null as string | null,
  getNextPageParam: ({ page }) => page.nextCursor,
  refetchInterval: POLL_MS,
});

export const readNotification = (notificationId: string) =>
  dataOf(sdk.readNotification({ path: { id: notificationId }, ...orThrow }));
