import { Injectable } from '@nestjs/common';
import { type AccountInvitation, getEmployee } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { RpcClient } from '@crm/messaging';
import { newId, toObjectId } from '@crm/persistence';
import type { AccountDocument } from '../auth/account.schema.ts';
import { AccountCommands, type WantedAccount } from './account-commands.service.ts';
import { AccountLinks } from './account-links.service.ts';
import { AccountRegistry } from './account-registry.repository.ts';

/** How administrators let employees in. */
@Injectable()
export class Invitations {
  constructor(
    private readonly accounts: AccountRegistry,
    private readonly links: AccountLinks,
    private readonly commands: AccountCommands,
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
    return this.commands.once(async () => {
      const field = await this.accounts.takenField(email, employeeId);
      if (field) throw new DomainError('account.exists', { field });
      const accountId = newId();
      await this.accounts.invite({ _id: toObjectId(accountId), email, role }, employeeId, this.clock.now());
      await this.links.write('invitation', email);
      return accountId;
    });
  }

  /** Sends the invitation again; the link of the first letter is worth nothing any more. @throws DomainError `account.not_invited` */
  async resend(accountId: string): Promise<void> {
    await this.commands.once(async () => {
      const { email } = requireInvited(await this.commands.find(accountId));
      const now = this.clock.now();
      await this.accounts.change(accountId, { set: { invitedAt: now }, now });
      await this.links.write('invitation', email);
    });
  }

  /** Takes an invitation back together with the account that was to be. @throws DomainError `account.not_invited` */
  async withdraw(wanted: WantedAccount): Promise<void> {
    await this.commands.once(async () => {
      const invited = requireInvited(await this.commands.findSeen(wanted));
      await this.accounts.remove(wanted.accountId);
      await this.links.forget(invited.email);
    });
  }
}

function requireInvited(account: AccountDocument): AccountDocument {
  if (account.status !== 'invited')
    throw new DomainError('account.not_invited', { accountId: account._id.toHexString() });
  return account;
}
