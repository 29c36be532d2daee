import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { HandOverCounts, Job } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import type { ListEmployeesData } from '../generated';
import { dataOf, orThrow } from './call.ts';

export type EmployeeFilter = Omit<NonNullable<ListEmployeesData['query']>, 'cursor' | 'count'>;

export const employeesQuery = (filter: EmployeeFilter) =>
  infiniteQueryOptions({
    queryKey: ['employees', filter],
    queryFn: ({ pageParam }) => {
      const paging = pageParam === null ? {} : { cursor: pageParam };
      return dataOf(sdk.listEmployees({ query: { ...filter, ...paging }, ...orThrow }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.nextCursor,
  });

export const employeeQuery = (employeeId: string) =>
  queryOptions({
    queryKey: ['employee', employeeId],
    queryFn: () => dataOf(sdk.getEmployee({ path: { id: employeeId }, ...orThrow })),
  });

export const departmentsQuery = queryOptions({
  queryKey: ['reference', 'departments'],
  queryFn: () => dataOf(sdk.listDepartments({ query: { limit: 100 }, ...orThrow })),
  select: ({ data }) => data,
  staleTime: 10 * 60_000,
});

/** Exact counts of what would move; nothing changes. They are asked anew each time. */
export const handOverPreviewQuery = (employeeId: string, successorId: string) =>
  queryOptions({
    queryKey: ['hand-over-preview', employeeId, successorId],
    queryFn: () => dataOf(sdk.previewHandOver({ path: { id: employeeId }, body: { successorId }, ...orThrow })),
    staleTime: 0,
    gcTime: 0,
  });

export const startHandOver = (employeeId: string, successorId: string, expected: HandOverCounts) =>
  dataOf(sdk.startHandOver({ path: { id: employeeId }, body: { successorId, expected }, ...orThrow }));

const isOver = (status: Job['status'] | undefined): boolean => status === 'done' || status === 'failed';

/** A long work, asked each second until it is over. */
export const jobQuery = (jobId: string) =>
  queryOptions({
    queryKey: ['job', jobId],
    queryFn: () => dataOf(sdk.getJob({ path: { id: jobId }, ...orThrow })),
    refetchInterval: ({ state }) => (isOver(state.data?.status) ? false : 1_000),
    refetchIntervalInBackground: true,
    staleTime: 0,
  });
