import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  Department,
  Employee,
  EmployeeChange,
  HandOverCounts,
  Job,
  NewDepartment,
  NewEmployee,
} from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import type { ListEmployeesData } from '../generated';
import { dataOf, exact, orThrow } from './call.ts';

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

/** The whole tree, by name: an organisation has some thousand departments at most. */
export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: async () => {
    const all: Department[] = [];
    let cursor: string | null = null;
    do {
      const paging: { cursor?: string } = cursor === null ? {} : { cursor };
      const { data, page } = await dataOf(sdk.listDepartments({ query: { limit: 100, ...paging }, ...orThrow }));
      all.push(...data);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return all;
  },
  staleTime: 10 * 60_000,
});

export const createDepartment = (department: NewDepartment) =>
  dataOf(sdk.createDepartment({ body: department, ...orThrow }));

const seen = ({ version }: { readonly version: number }) => ({ 'If-Match': `"${version}"` });

/** Of two who change the state that both have seen, the second is refused. */
export const changeDepartment = (department: Department, change: Partial<NewDepartment>) =>
  dataOf(
    sdk.changeDepartment({ path: { id: department.id }, headers: seen(department), body: exact(change), ...orThrow }),
  );

export const deleteDepartment = (department: Department) =>
  sdk.deleteDepartment({ path: { id: department.id }, headers: seen(department), ...orThrow });

/** Where the employee has worked, the latest first. */
export const membershipsQuery = (employeeId: string) =>
  infiniteQueryOptions({
    queryKey: ['memberships', employeeId],
    queryFn: ({ pageParam }) => {
      const paging = pageParam === null ? {} : { cursor: pageParam };
      return dataOf(sdk.listMemberships({ path: { id: employeeId }, query: { limit: 20, ...paging }, ...orThrow }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.nextCursor,
  });

export const createEmployee = (employee: NewEmployee) =>
  dataOf(sdk.createEmployee({ body: exact(employee), ...orThrow }));

export const changeEmployee = (employee: Employee, change: EmployeeChange) =>
  dataOf(sdk.changeEmployee({ path: { id: employee.id }, headers: seen(employee), body: exact(change), ...orThrow }));

/** How much of his work would follow the employee; asked anew each time. */
export const relocationPreviewQuery = (employeeId: string, departmentId: string) =>
  queryOptions({
    queryKey: ['relocation-preview', employeeId, departmentId],
    queryFn: () => dataOf(sdk.previewRelocation({ path: { id: employeeId }, body: { departmentId }, ...orThrow })),
    staleTime: 0,
    gcTime: 0,
  });

/** Where somebody works from now on, and as what. */
export interface NewPlace {
  readonly departmentId: string;
  readonly positionId: string | null;
}

/** A position that he has already is left out: it stays his, be it closed. */
export const relocateEmployee = (employee: Employee, { departmentId, positionId }: NewPlace) => {
  const body = { departmentId, ...(positionId !== employee.positionId && { positionId }) };
  return dataOf(
    sdk.relocateEmployee({ path: { id: employee.id }, headers: seen(employee), body: exact(body), ...orThrow }),
  );
};

/** Whom the move would concern; asked anew each time. */
export const movePreviewQuery = (departmentId: string, parentId: string | null) =>
  queryOptions({
    queryKey: ['department-move', departmentId, parentId],
    queryFn: () => dataOf(sdk.previewDepartmentMove({ path: { id: departmentId }, body: { parentId }, ...orThrow })),
    staleTime: 0,
    gcTime: 0,
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
