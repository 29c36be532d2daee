import { Injectable } from '@nestjs/common';
import { DomainError } from '@crm/kernel';
import { currentRequest } from '@crm/observability';
import { requireVersion, StoredCommandLog, Transaction } from '@crm/persistence';
import type { AccountDocument } from '../auth/account.schema.ts';
import { SecondFactorRepository } from '../auth/second-factor/second-factor.repository.ts';
import { toAccount } from './account.mapper.ts';
import { AccountRegistry } from './account-registry.repository.ts';

/** What the commands about accounts have in common: each is one transaction, and may be repeated under its key. */
@Injectable()
export class AccountCommands {
  constructor(
    private readonly accounts: AccountRegistry,
    private readonly factors: SecondFactorRepository,
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

  /** The account as the administrator has seen it. @throws DomainError `account.not_found`, `version_conflict` */
  async findSeen({ accountId, expectedVersion }: WantedAccount): Promise<AccountDocument> {
    const account = await this.find(accountId);
    const secondFactor = (await this.factors.having([accountId])).has(accountId);
    requireVersion(account, expectedVersion, (stored) => toAccount(stored, { employeeName: null, secondFactor }));
    return account;
  }
}

export interface WantedAccount {
  readonly accountId: string;
  /** Undefined when any will do. */
  readonly expectedVersion: number | undefined;
}
