import { Injectable } from '@nestjs/common';
import { Transaction } from '@crm/persistence';
import { AccessChanges } from './access-changes.ts';
import { AccountRepository } from './account.repository.ts';
import { ApiKeyRepository } from './api-keys/api-key.repository.ts';
import { SessionRepository } from './session.repository.ts';

/** Takes from accounts everything that lets them in. */
@Injectable()
export class AccessEnd {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly keys: ApiKeyRepository,
    private readonly transaction: Transaction,
    private readonly changes: AccessChanges,
  ) {}

  /** @returns false when the account has no such session, or has it no more. */
  ofSession(accountId: string, sessionId: string): Promise<boolean> {
    return this.transaction.run(async () => {
      const ended = await this.sessions.end(sessionId, accountId);
      if (ended) this.transaction.afterCommit(() => this.changes.announce(accountId));
      return ended;
    });
  }

  /** Ends every session of the account, in the transaction under way when there is one. */
  ofAccount(accountId: string): Promise<void> {
    return this.transaction.run(async () => {
      await this.sessions.endAll(accountId);
      this.transaction.afterCommit(() => this.changes.announce(accountId));
    });
  }

  /** The same for all accounts of an employee who works here no more, and the keys of his programs with them. */
  async ofEmployee(employeeId: string): Promise<void> {
    for (const accountId of await this.accounts.idsOfEmployee(employeeId)) {
      await this.keys.removeAll(accountId);
      await this.ofAccount(accountId);
    }
  }

  /** What is remembered of an employee is not true any more: it is looked up again, his access goes on. */
  async renewFacts(employeeId: string): Promise<void> {
    const accountIds = await this.accounts.idsOfEmployee(employeeId);
    this.transaction.afterCommit(() => accountIds.forEach((accountId) => this.changes.announce(accountId)));
  }
}
