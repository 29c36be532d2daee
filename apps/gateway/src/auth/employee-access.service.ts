import { Injectable } from '@nestjs/common';
import { Transaction } from '@crm/persistence';
import { fact, SecurityJournal } from '../audit/security-journal.ts';
import { AccessChanges } from './access-changes.ts';
import { AccessEnd } from './access-end.service.ts';
import { AccountRepository } from './account.repository.ts';
import { ApiKeyRepository } from './api-keys/api-key.repository.ts';

/** What becomes of the access of an employee when something becomes of him. */
@Injectable()
export class EmployeeAccess {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly keys: ApiKeyRepository,
    private readonly access: AccessEnd,
    private readonly transaction: Transaction,
    private readonly changes: AccessChanges,
    private readonly journal: SecurityJournal,
  ) {}

  /** He works here no more: everything that lets his accounts in ends, the keys of his programs as well. */
  async end(employeeId: string): Promise<void> {
    for (const accountId of await this.accounts.idsOfEmployee(employeeId)) {
      await this.transaction.run(async () => {
        const revoked = await this.keys.removeAll(accountId);
        if (revoked > 0) await this.journal.happened('api-key-revoked', accountId, { open: [fact('keys', revoked)] });
        await this.access.ofAccount(accountId);
      });
    }
  }

  /** What is remembered of him is not true any more: it is looked up again, his access goes on. */
  async renewFacts(employeeId: string): Promise<void> {
    const accountIds = await this.accounts.idsOfEmployee(employeeId);
    this.transaction.afterCommit(() => accountIds.forEach((accountId) => this.changes.announce(accountId)));
  }
}
