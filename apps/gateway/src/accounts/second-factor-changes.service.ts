import { Injectable } from '@nestjs/common';
import { DomainError } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import { SecurityJournal } from '../audit/security-journal.ts';
import { AccessChanges } from '../auth/access-changes.ts';
import { SessionRepository } from '../auth/session.repository.ts';
import { type Confirmation, SecondFactorRepository } from '../auth/second-factor/second-factor.repository.ts';

/** Who shows his first code, and in which session. */
export interface Confirming {
  readonly accountId: string;
  readonly sessionId: string | undefined;
}

/** Stores what the owner makes of his second factor, together with its entry in the audit. */
@Injectable()
export class SecondFactorChanges {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly sessions: SessionRepository,
    private readonly changes: AccessChanges,
    private readonly transaction: Transaction,
    private readonly journal: SecurityJournal,
  ) {}

  /** Before it is confirmed nothing is asked for, so the audit says nothing. @throws DomainError `second_factor.on` */
  begin(accountId: string, sealed: string, now: Date): Promise<void> {
    return this.transaction.run(async () => {
      if ((await this.factors.find(accountId))?.status === 'on') throw new DomainError('second_factor.on');
      await this.factors.begin(accountId, sealed, now);
    });
  }

  /** @throws DomainError `second_factor.off` when the secret is not the one that was begun. */
  confirm({ accountId, sessionId }: Confirming, confirmation: Confirmation, now: Date): Promise<void> {
    return this.transaction.run(async () => {
      if (!(await this.factors.confirm(accountId, confirmation, now))) throw new DomainError('second_factor.off');
      if (sessionId !== undefined) await this.sessions.noteOwnFactor(sessionId);
      await this.journal.happened('second-factor-added', accountId);
      this.transaction.afterCommit(() => this.changes.announce(accountId));
    });
  }

  renewRecoveryCodes(accountId: string, recoveryHashes: readonly string[]): Promise<void> {
    return this.transaction.run(async () => {
      await this.factors.renewRecoveryCodes(accountId, recoveryHashes);
      await this.journal.happened('recovery-codes-made', accountId);
    });
  }

  remove(accountId: string): Promise<void> {
    return this.transaction.run(async () => {
      await this.factors.remove(accountId);
      await this.sessions.forgetOwnFactor(accountId);
      await this.journal.happened('second-factor-removed', accountId);
      this.transaction.afterCommit(() => this.changes.announce(accountId));
    });
  }
}
