import { queryOptions, useQuery } from '@tanstack/react-query';
import * as sdk from '../generated/sdk.gen';
import { dataOf, orThrow } from './call.ts';
import { clientQuery } from './clients.ts';
import { employeeQuery } from './staff.ts';
import { useMe } from './use-session.ts';

const NAMES_STAY_FRESH_MS = 10 * 60_000;

interface Named {
  readonly id: string;
  readonly name: string;
}

const namesById = ({ data }: { readonly data: readonly Named[] }) => new Map(data.map(({ id, name }) => [id, name]));

/** The first hundred colleagues at once: in most organisations that is everybody, so names cost one call. */
const colleaguesQuery = queryOptions({
  queryKey: ['reference', 'colleagues'],
  queryFn: () => dataOf(sdk.listEmployees({ query: { limit: 100 }, ...orThrow })),
  select: namesById,
  staleTime: NAMES_STAY_FRESH_MS,
});

/** The employee's own clients, likewise: most of what he plans concerns them. */
const portfolioQuery = (ownerId: string) =>
  queryOptions({
    queryKey: ['reference', 'portfolio', ownerId],
    queryFn: () => dataOf(sdk.listClients({ query: { ownerId, limit: 100 }, ...orThrow })),
    select: namesById,
    staleTime: NAMES_STAY_FRESH_MS,
  });

/** The employee's name, or undefined while it is not known. */
export function useEmployeeName(employeeId: string | null): string | undefined {
  const colleagues = useQuery({ ...colleaguesQuery, enabled: employeeId !== null });
  const listed = employeeId === null ? undefined : colleagues.data?.get(employeeId);
  const single = useQuery({
    ...employeeQuery(employeeId ?? ''),
    enabled: employeeId !== null && colleagues.isFetched && listed === undefined,
    staleTime: NAMES_STAY_FRESH_MS,
  });
  return listed ?? single.data?.name;
}

/** The client's name, or undefined while it is not known (or not shown to this reader). */
export function useClientName(clientId: string | null): string | undefined {
  const portfolio = useQuery({ ...portfolioQuery(useMe().employeeId), enabled: clientId !== null });
  const listed = clientId === null ? undefined : portfolio.data?.get(clientId);
  const single = useQuery({
    ...clientQuery(clientId ?? ''),
    enabled: clientId !== null && portfolio.isFetched && listed === undefined,
    staleTime: NAMES_STAY_FRESH_MS,
    retry: false,
  });
  return listed ?? single.data?.name;
}
