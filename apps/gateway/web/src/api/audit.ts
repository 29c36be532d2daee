import { infiniteQueryOptions } from '@tanstack/react-query';
import * as sdk from '../generated/sdk.gen';
import type { ListAuditData } from '../generated/types.gen';
import { dataOf, orThrow } from './call.ts';

export type AuditQuestion = Omit<NonNullable<ListAuditData['query']>, 'limit' | 'cursor'>;

/** What happened, the latest first. */
export const auditQuery = (question: AuditQuestion) =>
  infiniteQueryOptions({
    queryKey: ['audit', question],
    queryFn: ({ pageParam }) => {
      const paging = pageParam === null ? {} : { cursor: pageParam };
      return dataOf(sdk.listAudit({ query: { ...question, limit: 50, ...paging }, ...orThrow }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.nextCursor,
  });

/** All of it as CSV, in the language of the page. */
export const exportAudit = async (question: AuditQuestion): Promise<Blob> =>
  (await dataOf(sdk.exportAudit({ query: question, parseAs: 'blob', ...orThrow }))) as unknown as Blob;
