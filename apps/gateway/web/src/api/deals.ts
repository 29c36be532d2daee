import { queryOptions } from '@tanstack/react-query';
import type { Money, NewDeal } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import type { DealLoss, ListDealsData } from '../generated';
import { dataOf, exact, orThrow } from './call.ts';

export type DealFilter = NonNullable<ListDealsData['query']>;

export const dealsQuery = (filter: DealFilter) =>
  queryOptions({
    queryKey: ['deals', filter],
    queryFn: () => dataOf(sdk.listDeals({ query: filter, ...orThrow })),
  });

/** How many deals of the client there are in each state, and what they sum up to. */
export const dealTotalsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['deals', 'totals', clientId],
    queryFn: () => dataOf(sdk.totalDeals({ query: { clientId }, ...orThrow })),
  });

export const pipelinesQuery = queryOptions({
  queryKey: ['reference', 'pipelines'],
  queryFn: () => dataOf(sdk.listPipelines(orThrow)),
  select: ({ data }) => data,
  staleTime: Infinity,
});

export const productsQuery = queryOptions({
  queryKey: ['reference', 'products'],
  queryFn: () => dataOf(sdk.listProducts({ query: { limit: 100 }, ...orThrow })),
  select: ({ data }) => data,
  staleTime: 10 * 60_000,
});

export const createDeal = (deal: NewDeal) => dataOf(sdk.createDeal({ body: exact(deal), ...orThrow }));

export const moveDeal = (dealId: string, stageId: string) =>
  dataOf(sdk.moveDeal({ path: { id: dealId }, body: { stageId }, ...orThrow }));

export const winDeal = (dealId: string, amount?: Money) =>
  dataOf(sdk.winDeal({ path: { id: dealId }, body: amount === undefined ? {} : { amount }, ...orThrow }));

export const loseDeal = (dealId: string, loss: DealLoss) =>
  dataOf(sdk.loseDeal({ path: { id: dealId }, body: loss, ...orThrow }));
