import { Injectable } from '@nestjs/common';
import { Transaction } from '@crm/persistence';
import { fact, SecurityJournal } from '../audit/security-journal.ts';
import { AccessChanges } from './access-changes.ts';
import { AccountRepository } from './account.repository.ts';
import { asOwner } from './as-owner.ts';
import { deviceName } from './device-name.ts';
import { AccessNotices } from './notices/access-notices.service.ts';
import type { OpenSessionDocument } from './open-session.schema.ts';
import { SessionRepository } from './session.repository.ts';

/** Ends sessions. What an administrator ends, its owner is told of by a letter. */
@Injectable()
export class AccessEnd {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly transaction: Transaction,
    private readonly changes: AccessChanges,
    private readonly journal: SecurityJournal,
    private readonly notices: AccessNotices,
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
      if (ended.length > 0)
        await this.journal.happened('sessions-ended', accountId, { open: [fact('sessions', ended.length)] });
      await this.notices.write(accountId, { kind: 'session', ended: ended.map(toEndedAccess) });
      this.transaction.afterCommit(() => this.changes.announce(accountId));
    });
  }

  private endSession(accountId: string, sessionId: string, tell: () => Promise<void>): Promise<boolean> {
    return this.transaction.run(async () => {
      const ended = await this.sessions.end(sessionId, accountId);
      if (!ended) return false;
      await tell();
      await this.notices.write(accountId, { kind: 'session', ended: [toEndedAccess(ended)] });
      this.transaction.afterCommit(() => this.changes.announce(accountId));
      return true;
    });
  }
}

const toEndedAccess = ({ userAgent, address }: OpenSessionDocument) => ({ name: deviceName(userAgent), address });
