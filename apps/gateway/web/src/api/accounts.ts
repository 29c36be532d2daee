import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Account, AccountChange, AccountInvitation, AccountStatus } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import { dataOf, exact, orThrow } from './call.ts';

interface AccountListFilter {
  readonly search?: string;
  readonly status?: AccountStatus;
}

/** Who may sign in, by address; for administrators. */
export const accountsQuery = (filter: AccountListFilter) =>
  infiniteQueryOptions({
    queryKey: ['accounts', filter],
    queryFn: ({ pageParam }) => {
      const paging = pageParam === null ? {} : { cursor: pageParam };
      return dataOf(sdk.listAccounts({ query: { limit: 50, ...filter, ...paging }, ...orThrow }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.nextCursor,
  });

export const accountQuery = (id: string) =>
  queryOptions({ queryKey: ['accounts', id], queryFn: () => dataOf(sdk.getAccount({ path: { id }, ...orThrow })) });

export const inviteAccount = (invitation: AccountInvitation) =>
  dataOf(sdk.inviteAccount({ body: invitation, ...orThrow }));

const asSeen = ({ version }: Account) => ({ headers: { 'If-Match': `"${version}"` }, ...orThrow });

export const changeAccount = (account: Account, change: AccountChange) =>
  dataOf(sdk.changeAccount({ path: { id: account.id }, body: exact(change), ...asSeen(account) }));

export const resendInvitation = ({ id }: Account) => dataOf(sdk.resendInvitation({ path: { id }, ...orThrow }));

/** Lets somebody in by his password alone again. */
export const resetSecondFactor = ({ id }: Account) => sdk.resetSecondFactor({ path: { id }, ...orThrow });

/** Whoever has the address at the identity provider is linked when he next comes. */
export const forgetIdentity = ({ id }: Account) => sdk.forgetAccountIdentity({ path: { id }, ...orThrow });

export const withdrawInvitation = (account: Account) =>
  sdk.withdrawInvitation({ path: { id: account.id }, ...asSeen(account) });
