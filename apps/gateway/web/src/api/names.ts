import { queryOptions, useQuery } from '@tanstack/react-query';
import { clientQuery } from './clients.ts';
import * as sdk from '../generated/sdk.gen';
import { dataOf, orThrow } from './call.ts';
import { employeeQuery } from './staff.ts';

const NAMES_STAY_FRESH_MS = 10 * 60_000;

/** The first hundred colleagues at once: in most organisations that is everybody, so names cost one call. */
const colleaguesQuery = queryOptions({
  queryKey: ['reference', 'colleagues'],
  queryFn: () => dataOf(sdk.listEmployees({ query: { limit: 100 }, ...orThrow })),
  select: ({ data }) => new Map(data.map(({ id, name }) => [id, name])),
  staleTime: NAMES_STAY_FRESH_MS,
});

/** The employee's name, or undefined while it is not known. */
export function useEmployeeName(employeeId: string | null): string | undefined {
  const colleagues = useQuery(colleaguesQuery);
  const listed = employeeId === null ? undefined : colleagues.data?.get(employeeId);
  const single = useQuery({
    ...employeeQuery(employeeId ?? ''),
    enabled: employeeId !== null && colleagues.isSuccess && listed === undefined,
    staleTime: NAMES_STAY_FRESH_MS,
  });
  return listed ?? single.data?.name;
}

/** The client's name, or undefined while it is not known (or not shown to this reader). */
export function useClientName(clientId: string | null): string | undefined {
  const client = useQuery({
    ...clientQuery(clientId ?? ''),
    enabled: clientId !== null,
    staleTime: NAMES_STAY_FRESH_MS,
    retry: false,
  });
  return client.data?.name;
}
