import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ActivityChange, Completion, PlannedActivity, RecordedActivity } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import type { ListActivitiesData } from '../generated';
import { dataOf, exact, orThrow } from './call.ts';

export type ActivityFilter = Omit<NonNullable<ListActivitiesData['query']>, 'cursor'>;

/** Planned ones soonest first, completed and cancelled ones newest first. */
export const activitiesQuery = (filter: ActivityFilter) =>
  infiniteQueryOptions({
    queryKey: ['activities', filter],
    queryFn: ({ pageParam }) => {
      const paging = pageParam === null ? {} : { cursor: pageParam };
      return dataOf(sdk.listActivities({ query: { ...filter, ...paging }, ...orThrow }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.nextCursor,
  });

/** How many activities match, without the activities. */
export const activityCountQuery = (filter: ActivityFilter) =>
  queryOptions({
    queryKey: ['activities', 'count', filter],
    queryFn: () => dataOf(sdk.listActivities({ query: { ...filter, limit: 1, count: true }, ...orThrow })),
    select: ({ total }) => total ?? 0,
  });

export const activityQuery = (activityId: string) =>
  queryOptions({
    queryKey: ['activities', 'one', activityId],
    queryFn: () => dataOf(sdk.getActivity({ path: { id: activityId }, ...orThrow })),
  });

export const planActivity = (activity: PlannedActivity) =>
  dataOf(sdk.planActivity({ body: exact(activity), ...orThrow }));

export const recordActivity = (activity: RecordedActivity) =>
  dataOf(sdk.recordActivity({ body: exact(activity), ...orThrow }));

export const changeActivity = (activityId: string, change: ActivityChange) =>
  dataOf(sdk.changeActivity({ path: { id: activityId }, body: exact(change), ...orThrow }));

export const completeActivity = (activityId: string, completion: Completion) =>
  dataOf(sdk.completeActivity({ path: { id: activityId }, body: exact(completion), ...orThrow }));

export const cancelActivity = (activityId: string, comment: string | null) =>
  dataOf(sdk.cancelActivity({ path: { id: activityId }, body: { comment }, ...orThrow }));
