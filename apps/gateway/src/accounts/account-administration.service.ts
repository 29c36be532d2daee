import { Injectable } from '@nestjs/common';
import type { AccountChange } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import { AccessChanges } from '../auth/access-changes.ts';
import { AccessEnd } from '../auth/access-end.service.ts';
import type { AccountDocument } from '../auth/account.schema.ts';
import { AccountCommands, type WantedAccount } from './account-commands.service.ts';
import { AccountRegistry } from './account-registry.repository.ts';

/** What administrators do to accounts that have been accepted. */
@Injectable()
export class AccountAdministration {
  constructor(
    private readonly accounts: AccountRegistry,
    private readonly commands: AccountCommands,
    private readonly access: AccessEnd,
    private readonly changes: AccessChanges,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes the role, or whether the account may be used. One that is disabled ends its sessions.
   *
   * @throws DomainError `account.not_found`, `account.invited`, `account.last_administrator`, `version_conflict`,
   *   `account.exists` when the employee has another account that may be used
   */
  async change(wanted: WantedAccount, change: AccountChange): Promise<void> {
    const { accountId, expectedVersion } = wanted;
    await this.commands.once(async () => {
      const account = await this.commands.findSeen(wanted);
      if (account.status === 'invited' && change.status !== undefined)
        throw new DomainError('account.invited', { field: 'status' });
      await this.keepAnAdministrator(account, change);
      const { role = account.role, status = account.status } = change;
      await this.accounts.change(accountId, { expectedVersion, set: { role, status }, now: this.clock.now() });
      if (status === 'disabled') await this.access.ofAccount(accountId);
      this.transaction.afterCommit(() => this.changes.announce(accountId));
    });
  }

  /**
   * Forgets who the owner is at the identity provider: whoever has the address there is linked when he next comes. His
   * sessions end.
   *
   * @throws DomainError `account.not_found`
   */
  async forgetIdentity(accountId: string): Promise<void> {
    await this.commands.once(async () => {
      const { identity } = await this.commands.find(accountId);
      if (!identity) return;
      await this.accounts.change(accountId, { set: { identity: null }, now: this.clock.now() });
      await this.access.ofAccount(accountId);
    });
  }

  private async keepAnAdministrator(account: AccountDocument, { role, status }: AccountChange): Promise<void> {
    if (account.role !== 'administrator' || account.status !== 'active') return;
    const demoted = role !== undefined && role !== 'administrator';
    if (!demoted && status !== 'disabled') return;
    if (await this.accounts.hasOtherAdministrator(account._id.toHexString(), this.clock.now())) return;
    throw new DomainError('account.last_administrator', { field: demoted ? 'role' : 'status' });
  }
}
