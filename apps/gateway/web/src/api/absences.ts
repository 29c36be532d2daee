import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Absence, NewAbsence } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import { dataOf, exact, orThrow } from './call.ts';

/** Absences that are not over, the latest beginning first. */
export const absencesQuery = infiniteQueryOptions({
  queryKey: ['absences'],
  queryFn: ({ pageParam }) => {
    const endsAfter = new Date().toISOString();
    const paging = pageParam === null ? {} : { cursor: pageParam };
    return dataOf(sdk.listAbsences({ query: { limit: 50, endsAfter, ...paging }, ...orThrow }));
  },
  initialPageParam: null as string | null,
  getNextPageParam: ({ page }) => page.nextCursor,
});

/** For whom the reader acts at this moment. */
export const substitutionsQuery = queryOptions({
  queryKey: ['substitutions'],
  queryFn: () => dataOf(sdk.listSubstitutions(orThrow)),
  select: ({ data }) => data,
});

export const planAbsence = (absence: NewAbsence) => dataOf(sdk.planAbsence({ body: exact(absence), ...orThrow }));

const asSeen = ({ version }: Absence) => ({ headers: { 'If-Match': `"${version}"` }, ...orThrow });

export const decideAbsence = (absence: Absence, decision: 'approved' | 'refused') =>
  dataOf(sdk.decideAbsence({ path: { id: absence.id }, body: { decision }, ...asSeen(absence) }));

export const endAbsence = (absence: Absence) =>
  dataOf(sdk.endAbsence({ path: { id: absence.id }, ...asSeen(absence) }));
