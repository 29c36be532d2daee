import { Injectable } from '@nestjs/common';
import { type Account, type AccountFilter, type AccountPage, listEmployees, nameEmployees } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { RpcClient } from '@crm/messaging';
import type { AccountDocument } from '../auth/account.schema.ts';
import { SecondFactorRepository } from '../auth/second-factor/second-factor.repository.ts';
import { toAccount } from './account.mapper.ts';
import { AccountRegistry } from './account-registry.repository.ts';

/** Names are the clients service's: a search asks it who is meant. */
const MOST_NAMED = 100;

@Injectable()
export class AccountList {
  constructor(
    private readonly accounts: AccountRegistry,
    private readonly factors: SecondFactorRepository,
    private readonly rpc: RpcClient,
  ) {}

  /** @throws DomainError `cursor_invalid` */
  async list(filter: AccountFilter): Promise<AccountPage> {
    const named = filter.search === undefined ? [] : await this.employeesNamed(filter.search);
    const page = await this.accounts.list(filter, named);
    return { ...page, data: await this.describe(page.data) };
  }

  /** @throws DomainError `account.not_found` */
  async get(accountId: string): Promise<Account> {
    const account = await this.accounts.find(accountId);
    if (!account) throw new DomainError('account.not_found', { accountId });
    const [described] = await this.describe([account]);
    if (!described) throw new DomainError('account.not_found', { accountId });
    return described;
  }

  private async employeesNamed(search: string): Promise<string[]> {
    const { data } = await this.rpc.call(listEmployees, { search, limit: MOST_NAMED });
    return data.map(({ id }) => id);
  }

  private async describe(accounts: readonly AccountDocument[]): Promise<Account[]> {
    const names = await this.namesOf(accounts.map(({ employeeId }) => employeeId.toHexString()));
    const secured = await this.factors.having(accounts.map(({ _id }) => _id.toHexString()));
    return accounts.map((account) =>
      toAccount(account, {
        employeeName: names.get(account.employeeId.toHexString()) ?? null,
        secondFactor: secured.has(account._id.toHexString()),
      }),
    );
  }

  /** Accounts are listed without names as well while the clients service is away. */
  private async namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const { data } = await this.rpc.call(nameEmployees, { ids: [...ids] }).catch(() => ({ data: [] }));
    return new Map(data.map(({ id, name }) => [id, name]));
  }
}
