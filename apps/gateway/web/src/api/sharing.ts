import { queryOptions } from '@tanstack/react-query';
import type { AccessAction, ClientGrant, ClientSharing, TeamMember } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import { dataOf, orThrow } from './call.ts';

/** Who works with the client, and whom he was shown to. */
export const sharingQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['sharing', clientId],
    queryFn: () => dataOf(sdk.getSharing({ path: { id: clientId }, ...orThrow })),
  });

export const joinTeam = (clientId: string, member: TeamMember) =>
  dataOf(sdk.joinTeam({ path: { id: clientId }, body: member, ...orThrow }));

export const leaveTeam = (clientId: string, employeeId: string) =>
  dataOf(sdk.leaveTeam({ path: { id: clientId, employeeId }, ...orThrow }));

export const showTo = (clientId: string, grant: ClientGrant) =>
  dataOf(sdk.grant({ path: { id: clientId }, body: grant, ...orThrow }));

export const showNoMore = (clientId: string, { kind, id }: ClientSharing['grants'][number]) =>
  dataOf(sdk.withdrawGrant({ path: { id: clientId, kind, grantedId: id }, ...orThrow }));

/** Why the employee can or cannot see or change the client; asked anew each time. */
export const clientAccessQuery = (clientId: string, employee: string, action: AccessAction) =>
  queryOptions({
    queryKey: ['access', clientId, employee, action],
    queryFn: () => dataOf(sdk.explainAccess({ query: { employee, record: `client:${clientId}`, action }, ...orThrow })),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
