import { queryOptions } from '@tanstack/react-query';
import type { PasswordByLink } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import { dataOf } from './call.ts';
import { plainClient } from './plain-client.ts';

const plainly = { client: plainClient, throwOnError: true } as const;

/** What the link of a letter is for. */
export const accountLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['account-link', token],
    queryFn: () => dataOf(sdk.showLink({ body: { token }, ...plainly })),
    gcTime: 0,
  });

export const setPasswordByLink = (given: PasswordByLink) => sdk.setPasswordByLink({ body: given, ...plainly });

/** Orders a letter with a link. The answer is the same whether anybody has the address. */
export const askPasswordReset = (email: string) => sdk.askPasswordReset({ body: { email }, ...plainly });
