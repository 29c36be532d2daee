import { Injectable, Logger } from '@nestjs/common';
import { Clock, DomainError } from '@crm/kernel';
import { AccessEnd } from './access-end.service.ts';
import type { OpenedSession } from './refresh-cookie.ts';
import { SecondFactorRule } from './second-factor/second-factor-rule.service.ts';
import { SessionOpening, type Visitor } from './session-opening.service.ts';
import { SessionRepository } from './session.repository.ts';

/** What becomes of a session after the sign-in. */
@Injectable()
export class SessionService {
  private readonly logger = new Logger(SessionService.name);

  constructor(
    private readonly sessions: SessionRepository,
    private readonly opening: SessionOpening,
    private readonly access: AccessEnd,
    private readonly rule: SecondFactorRule,
    private readonly clock: Clock,
  ) {}

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
    await this.requireToGoOn(accountId, sessionId);
    const session = await this.opening.describe(accountId, sessionId);
    const exchange = await this.opening.renew(token, visitor);
    if (exchange.kind === 'renewed') return { session, ...exchange };
    if (exchange.kind === 'reused') {
      await this.access.ofSession(accountId, sessionId, { reused: true });
      this.logger.warn({ accountId }, 'A refresh token was used twice: its session is ended');
    }
    throw new DomainError('unauthenticated');
  }

  async signOut(token: string): Promise<void> {
    const found = await this.sessions.findToken(token);
    if (found) await this.access.bySignOut(found.accountId.toHexString(), found.familyId.toHexString());
  }

  /** @throws DomainError `unauthenticated` also for a session that lacks the second factor which its owner has to show. */
  private async requireToGoOn(accountId: string, sessionId: string): Promise<void> {
    const session = await this.sessions.findLive(sessionId, accountId, this.clock.now());
    if (!session) throw new DomainError('unauthenticated');
    const { secondFactor = 'none' } = session;
    if (secondFactor === 'none' && (await this.rule.owesCode(accountId))) throw new DomainError('unauthenticated');
  }
}
