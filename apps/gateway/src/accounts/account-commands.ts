import { Injectable } from '@nestjs/common';
import { DomainError } from '@crm/kernel';
import { currentRequest } from '@crm/observability';
import { StoredCommandLog, Transaction } from '@crm/persistence';
import type { AccountDocument } from '../auth/account.schema.ts';
import { AccountRegistry } from './account-registry.repository.ts';

/** What the commands about accounts have in common: each is one transaction, and may be repeated under its key. */
@Injectable()
export class AccountCommands {
  constructor(
    private readonly accounts: AccountRegistry,
    private readonly commands: StoredCommandLog,
    private readonly transaction: Transaction,
  ) {}

  once<T>(work: () => Promise<T>): Promise<T> {
    const repeatable = currentRequest()?.repeatable;
    return repeatable ? this.commands.once(repeatable, work) : this.transaction.run(work);
  }

  /** @throws DomainError `account.not_found` */
  async find(accountId: string): Promise<AccountDocument> {
    const account = await this.accounts.find(accountId);
    if (!account) throw new DomainError('account.not_found', { accountId });
    return account;
  }
}

export interface WantedAccount {
  readonly accountId: string;
  /** Undefined when any will do. */
  readonly expectedVersion: number | undefined;
}
