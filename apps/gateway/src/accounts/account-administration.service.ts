import { Injectable } from '@nestjs/common';
import { type AccountChange, type AccountInvitation, getEmployee } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { RpcClient } from '@crm/messaging';
import { currentRequest } from '@crm/observability';
import { newId, requireVersion, StoredCommandLog, toObjectId, Transaction } from '@crm/persistence';
import type { AccountDocument } from '../auth/account.schema.ts';
import { CallerDirectory } from '../auth/caller-directory.ts';
import { AccountLinkRepository } from './account-link.repository.ts';
import { AccountLinks } from './account-links.service.ts';
import { toAccount } from './account.mapper.ts';
import { AccountRegistry } from './account-registry.repository.ts';

interface Wanted {
  readonly accountId: string;
  readonly expectedVersion: number | undefined;
}

/** What administrators do to accounts. Each command is one transaction, and may be repeated under its key. */
@Injectable()
export class AccountAdministration {
  constructor(
    private readonly accounts: AccountRegistry,
    private readonly links: AccountLinkRepository,
    private readonly letters: AccountLinks,
    private readonly callers: CallerDirectory,
    private readonly commands: StoredCommandLog,
    private readonly transaction: Transaction,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes an account that nobody can sign in with yet, and orders the letter with the link.
   *
   * @returns its id.
   * @throws DomainError `employee.not_found`, `employee.not_active`, `account.exists`, `mail.not_set_up`
   */
  async invite({ email, employeeId, role }: AccountInvitation): Promise<string> {
    const { status } = await this.rpc.call(getEmployee, { employeeId });
    if (status !== 'active') throw new DomainError('employee.not_active', { field: 'employeeId' });
    return this.once(async () => {
      if (await this.accounts.isTaken(email, employeeId)) throw new DomainError('account.exists', { field: 'email' });
      const accountId = newId();
      await this.accounts.invite({ _id: toObjectId(accountId), email, role }, employeeId, this.clock.now());
      await this.letters.write('invitation', email);
      return accountId;
    });
  }

  /** Sends the invitation again; the link of the first letter is worth nothing any more. @throws DomainError `account.not_invited` */
  async resend(accountId: string): Promise<void> {
    await this.once(async () => {
      const { email } = await this.findInvited(accountId);
      await this.letters.write('invitation', email);
    });
  }

  /** Takes an invitation back together with the account that was to be. @throws DomainError `account.not_invited` */
  async withdraw({ accountId, expectedVersion }: Wanted): Promise<void> {
    await this.once(async () => {
      const invited = await this.findInvited(accountId);
      requireVersion(invited, expectedVersion, (stored) => toAccount(stored, null));
      await this.accounts.remove(accountId);
      await this.links.forget(invited.email);
    });
  }

  /**
   * Changes the role, or whether the account may be used. One that is disabled ends its sessions.
   *
   * @throws DomainError `account.not_found`, `account.invited`, `account.last_administrator`, `version_conflict`
   */
  async change({ accountId, expectedVersion }: Wanted, change: AccountChange): Promise<void> {
    await this.once(async () => {
      const account = await this.find(accountId);
      requireVersion(account, expectedVersion, (stored) => toAccount(stored, null));
      if (account.status === 'invited' && change.status !== undefined)
        throw new DomainError('account.invited', { field: 'status' });
      await this.keepAnAdministrator(account, change);
      const { role = account.role, status = account.status } = change;
      await this.accounts.change(accountId, { expectedVersion, set: { role, status }, now: this.clock.now() });
      if (status === 'disabled') await this.accounts.endSessions(accountId);
      this.transaction.afterCommit(() => this.callers.forget(accountId));
    });
  }

  private async keepAnAdministrator(account: AccountDocument, { role, status }: AccountChange): Promise<void> {
    if (account.role !== 'administrator' || account.status !== 'active') return;
    const demoted = role !== undefined && role !== 'administrator';
    if (!demoted && status !== 'disabled') return;
    if (await this.accounts.hasOtherAdministrator(account._id.toHexString(), this.clock.now())) return;
    throw new DomainError('account.last_administrator', { field: demoted ? 'role' : 'status' });
  }

  private async find(accountId: string): Promise<AccountDocument> {
    const account = await this.accounts.find(accountId);
    if (!account) throw new DomainError('account.not_found', { accountId });
    return account;
  }

  private async findInvited(accountId: string): Promise<AccountDocument> {
    const account = await this.find(accountId);
    if (account.status !== 'invited') throw new DomainError('account.not_invited', { accountId });
    return account;
  }

  private once<T>(work: () => Promise<T>): Promise<T> {
    const repeatable = currentRequest()?.repeatable;
    return repeatable ? this.commands.once(repeatable, work) : this.transaction.run(work);
  }
}
