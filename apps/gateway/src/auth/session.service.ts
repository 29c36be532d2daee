import { Injectable, Logger } from '@nestjs/common';
import type { SignIn } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { SecurityJournal } from '../audit/security-journal.ts';
import { AccessEnd } from './access-end.service.ts';
import { AccountRepository } from './account.repository.ts';
import { isPasswordOf } from './password.ts';
import type { OpenedSession } from './refresh-cookie.ts';
import { SessionOpening, type Visitor } from './session-opening.service.ts';
import { SessionRepository } from './session.repository.ts';
import { SignInLimit } from './sign-in-limit.ts';

@Injectable()
export class SessionService {
  private readonly logger = new Logger(SessionService.name);

  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly limit: SignInLimit,
    private readonly opening: SessionOpening,
    private readonly access: AccessEnd,
    private readonly journal: SecurityJournal,
  ) {}

  /**
   * @throws DomainError `sign_in_failed`, the same for an unknown address, a wrong password and a disabled account;
   *   `too_many_requests` after repeated failures.
   */
  async signIn({ email, password }: SignIn, visitor: Visitor): Promise<OpenedSession> {
    const { address } = visitor;
    await this.limit.begin(email, address);
    const account = await this.accounts.findByEmail(email);
    const matches = await isPasswordOf(account?.passwordHash, password);
    if (!account || !matches || account.status !== 'active') {
      await this.journal.signInFailed(email, account?._id.toHexString(), visitor);
      throw new DomainError('sign_in_failed');
    }
    await this.limit.succeeded(email, address);
    return this.opening.open(account, visitor);
  }

  /**
   * Exchanges a refresh token for the next one. A token that was exchanged before is in two hands: its family ends.
   *
   * @throws DomainError `unauthenticated`
   */
  async refresh(token: string, visitor: Visitor): Promise<OpenedSession> {
    const found = await this.sessions.findToken(token);
    if (!found) throw new DomainError('unauthenticated');
    const [accountId, sessionId] = [found.accountId.toHexString(), found.familyId.toHexString()];
    // Before the token is spent: when the clients service is away, it can be used again.
    const session = await this.opening.describe(accountId, sessionId);
    const exchange = await this.opening.renew(token, visitor);
    if (exchange.kind === 'renewed') return { session, ...exchange };
    if (exchange.kind === 'reused') {
      await this.access.ofSession(accountId, sessionId);
      this.logger.warn({ accountId }, 'A refresh token was used twice: its session is ended');
    }
    throw new DomainError('unauthenticated');
  }

  async signOut(token: string): Promise<void> {
    const found = await this.sessions.findToken(token);
    if (found) await this.access.ofSession(found.accountId.toHexString(), found.familyId.toHexString());
  }
}
