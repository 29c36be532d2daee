import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { requirePermission } from '@crm/access';
import { Account, AccountChange, AccountFilter, AccountInvitation, AccountPage, Id } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';
import { AccountAdministration } from './account-administration.service.ts';
import { AccountList } from './account-list.service.ts';
import { Invitations } from './invitations.service.ts';
import { SecondFactorReset } from './second-factor-reset.service.ts';

const listed = { output: AccountPage, errors: ['forbidden', 'cursor_invalid'] } as const;
const one = { output: Account, errors: ['forbidden', 'account.not_found'] } as const;
const invited = {
  output: Account,
  errors: ['forbidden', 'employee.not_found', 'employee.not_active', 'account.exists', 'mail.not_set_up'],
} as const;
const changed = {
  output: Account,
  errors: [...one.errors, 'account.exists', 'account.last_administrator', 'account.invited', 'version_conflict'],
} as const;
const resent = { output: Account, errors: [...one.errors, 'account.not_invited', 'mail.not_set_up'] } as const;
const reset = { output: z.void(), errors: [...one.errors, 'second_factor.off', 'second_factor.own'] } as const;
const forgotten = { output: z.void(), errors: one.errors } as const;
const withdrawn = { output: z.void(), errors: [...one.errors, 'account.not_invited', 'version_conflict'] } as const;

/** Who may sign in, and as what; for administrators. */
@ApiTags('accounts')
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly accounts: AccountList,
    private readonly invitations: Invitations,
    private readonly administration: AccountAdministration,
    private readonly secondFactorReset: SecondFactorReset,
  ) {}

  @Get()
  @Replies(200, listed, { summary: 'Accounts by address' })
  listAccounts(
    @CurrentCaller() { actor }: Caller,
    @Query({ schema: AccountFilter }) filter: AccountFilter,
  ): Promise<AccountPage> {
    requirePermission(actor, 'administer');
    return this.accounts.list(filter);
  }

  @Post()
  @Replies(201, invited, { summary: 'Invite an employee by e-mail', location: '/api/v1/accounts' })
  async inviteAccount(
    @CurrentCaller() { actor }: Caller,
    @Body({ schema: AccountInvitation }) invitation: AccountInvitation,
  ): Promise<Account> {
    requirePermission(actor, 'administer');
    return this.accounts.get(await this.invitations.invite(invitation));
  }

  @Get(':id')
  @Replies(200, one, { summary: 'One account' })
  getAccount(@CurrentCaller() { actor }: Caller, @Param('id', { schema: Id }) accountId: string): Promise<Account> {
    requirePermission(actor, 'administer');
    return this.accounts.get(accountId);
  }

  @Patch(':id')
  @Replies(200, changed, { summary: 'Change the role, disable or enable; the last administrator stays' })
  async changeAccount(
    @CurrentCaller() { actor }: Caller,
    @Param('id', { schema: Id }) accountId: string,
    @Body({ schema: AccountChange }) change: AccountChange,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Account> {
    requirePermission(actor, 'administer');
    await this.administration.change({ accountId, expectedVersion }, change);
    return this.accounts.get(accountId);
  }

  @Post(':id/invitation')
  @Replies(202, resent, { summary: 'Send the invitation again; the earlier link is worth nothing any more' })
  async resendInvitation(
    @CurrentCaller() { actor }: Caller,
    @Param('id', { schema: Id }) accountId: string,
  ): Promise<Account> {
    requirePermission(actor, 'administer');
    await this.invitations.resend(accountId);
    return this.accounts.get(accountId);
  }

  @Delete(':id/second-factor')
  @Replies(204, reset, { summary: 'Let somebody in by his password alone again; all his sessions end' })
  async resetSecondFactor(
    @CurrentCaller() { actor }: Caller,
    @Param('id', { schema: Id }) accountId: string,
  ): Promise<void> {
    requirePermission(actor, 'administer');
    if (accountId === actor.accountId) throw new DomainError('second_factor.own');
    await this.secondFactorReset.of(accountId);
  }

  @Delete(':id/identity')
  @Replies(204, forgotten, { summary: 'Forget who somebody is at the identity provider; all his sessions end' })
  async forgetAccountIdentity(
    @CurrentCaller() { actor }: Caller,
    @Param('id', { schema: Id }) accountId: string,
  ): Promise<void> {
    requirePermission(actor, 'administer');
    await this.administration.forgetIdentity(accountId);
  }

  @Delete(':id/invitation')
  @Replies(204, withdrawn, { summary: 'Withdraw an invitation that has not been accepted' })
  async withdrawInvitation(
    @CurrentCaller() { actor }: Caller,
    @Param('id', { schema: Id }) accountId: string,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<void> {
    requirePermission(actor, 'administer');
    await this.invitations.withdraw({ accountId, expectedVersion });
  }
}
