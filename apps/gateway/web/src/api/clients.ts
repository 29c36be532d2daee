import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ClientChange, ClientListItem, ContactPersonChange, NewClient, NewContactPerson } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import type { ListClientsData } from '../generated';
import { dataOf, exact, orThrow } from './call.ts';

export type ClientFilter = Omit<NonNullable<ListClientsData['query']>, 'cursor' | 'count' | 'limit'>;

const PAGE_SIZE = 50;

/** The clients that match, page by page; the first page also says how many there are. */
export const clientsQuery = (filter: ClientFilter) =>
  infiniteQueryOptions({
    queryKey: ['clients', filter],
    queryFn: ({ pageParam }) => {
      const paging = pageParam === null ? { count: true } : { cursor: pageParam };
      return dataOf(sdk.listClients({ query: { ...filter, limit: PAGE_SIZE, ...paging }, ...orThrow }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.nextCursor,
  });

/** The few clients whose names begin so, for pickers and the quick search. */
export const clientSuggestionsQuery = (search: string, filter: Pick<ClientFilter, 'kind'> = {}) =>
  queryOptions({
    queryKey: ['clients', 'suggestions', search, filter],
    queryFn: () => {
      const name = search.trim();
      const query = { ...filter, limit: 8, ...(name !== '' && { search: name }) };
      return dataOf(sdk.listClients({ query, ...orThrow }));
    },
    select: ({ data }): readonly ClientListItem[] => data,
  });

export const clientQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['client', clientId],
    queryFn: () => dataOf(sdk.getClient({ path: { id: clientId }, ...orThrow })),
  });

/** All about one client. While a section is missing, the card is asked again every few seconds. */
export const clientCardQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['card', clientId],
    queryFn: () => dataOf(sdk.getClientCard({ path: { id: clientId }, ...orThrow })),
    refetchInterval: ({ state }) => (state.data !== undefined && state.data.missing.length > 0 ? 5_000 : false),
  });

export const contactPersonsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['contact-persons', clientId],
    queryFn: () => dataOf(sdk.listContactPersons({ path: { id: clientId }, query: { limit: 50 }, ...orThrow })),
    select: ({ data }) => data,
  });

export const createClient = (client: NewClient) => dataOf(sdk.createClient({ body: exact(client), ...orThrow }));

export const changeClient = (clientId: string, change: ClientChange) =>
  dataOf(sdk.changeClient({ path: { id: clientId }, body: exact(change), ...orThrow }));

export const createContactPerson = (person: NewContactPerson) =>
  dataOf(sdk.createContactPerson({ body: exact(person), ...orThrow }));

export const changeContactPerson = (personId: string, change: ContactPersonChange) =>
  dataOf(sdk.changeContactPerson({ path: { id: personId }, body: exact(change), ...orThrow }));
