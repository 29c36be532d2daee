import { Injectable } from '@nestjs/common';
import { Transaction } from '@crm/persistence';
import { fact, SecurityJournal } from '../audit/security-journal.ts';
import { AccessChanges } from './access-changes.ts';
import { AccountRepository } from './account.repository.ts';
import { ApiKeyRepository } from './api-keys/api-key.repository.ts';
import { asOwner } from './as-owner.ts';
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
    private readonly journal: SecurityJournal,
  ) {}

  /**
   * @param reused the session ends because one of its refresh tokens was shown twice.
   * @returns false when the account has no such session, or has it no more.
   */
  ofSession(accountId: string, sessionId: string, { reused = false } = {}): Promise<boolean> {
    const told = [fact('session', sessionId), ...(reused ? [fact('cause', 'token_reused')] : [])];
    return this.endSession(accountId, sessionId, () =>
      this.journal.happened('sessions-ended', accountId, { open: told }),
    );
  }

  /** The owner leaves: whoever has the refresh token is him. */
  async bySignOut(accountId: string, sessionId: string): Promise<void> {
    const account = await this.accounts.findById(accountId);
    if (!account) return;
    const open = [fact('session', sessionId)];
    await asOwner(account, () =>
      this.endSession(accountId, sessionId, () => this.journal.happened('signed-out', accountId, { open })),
    );
  }

  /**
   * Ends every session of the account, in the transaction under way when there is one.
   *
   * @param kept the one that goes on.
   */
  ofAccount(accountId: string, kept?: string): Promise<void> {
    return this.transaction.run(async () => {
      const ended = await this.sessions.endAll(accountId, kept);
      if (ended > 0) await this.journal.happened('sessions-ended', accountId, { open: [fact('sessions', ended)] });
      this.transaction.afterCommit(() => this.changes.announce(accountId));
    });
  }

  /** The same for all accounts of an employee who works here no more, and the keys of his programs with them. */
  async ofEmployee(employeeId: string): Promise<void> {
    for (const accountId of await this.accounts.idsOfEmployee(employeeId)) {
      await this.transaction.run(async () => {
        const revoked = await this.keys.removeAll(accountId);
        if (revoked > 0) await this.journal.happened('api-key-revoked', accountId, { open: [fact('keys', revoked)] });
        await this.ofAccount(accountId);
      });
    }
  }

  private endSession(accountId: string, sessionId: string, tell: () => Promise<void>): Promise<boolean> {
    return this.transaction.run(async () => {
      if (!(await this.sessions.end(sessionId, accountId))) return false;
      await tell();
      this.transaction.afterCommit(() => this.changes.announce(accountId));
      return true;
    });
  }

  /** What is remembered of an employee is not true any more: it is looked up again, his access goes on. */
  async renewFacts(employeeId: string): Promise<void> {
    const accountIds = await this.accounts.idsOfEmployee(employeeId);
    this.transaction.afterCommit(() => accountIds.forEach((accountId) => this.changes.announce(accountId)));
  }
}
