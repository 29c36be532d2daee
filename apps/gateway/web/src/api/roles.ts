import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { EditableRole, RoleChange, RoleDescription } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import { dataOf, exact, orThrow } from './call.ts';

/** What each role may do. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: () => dataOf(sdk.listRoles(orThrow)),
  select: ({ data }): readonly RoleDescription[] => data,
});

/** What a change would give and take, and how many accounts it concerns; asked anew each time. */
export const rolePreviewQuery = (role: EditableRole, change: RoleChange) =>
  queryOptions({
    queryKey: ['role-preview', role, change],
    queryFn: () => dataOf(sdk.previewRole({ path: { role }, body: exact(change), ...orThrow })),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** The role as it was after each change, the latest first. */
export const roleVersionsQuery = (role: EditableRole) =>
  infiniteQueryOptions({
    queryKey: ['role-versions', role],
    queryFn: ({ pageParam }) => {
      const paging = pageParam === null ? {} : { cursor: pageParam };
      return dataOf(sdk.listRoleVersions({ path: { role }, query: { limit: 20, ...paging }, ...orThrow }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.nextCursor,
  });

/** Of two who change the state that both have seen, the second is refused. */
export const changeRole = ({ role, version }: RoleDescription, change: RoleChange) =>
  dataOf(sdk.changeRole({ path: { role }, headers: { 'If-Match': `"${version}"` }, body: exact(change), ...orThrow }));
