import { Injectable, Logger } from '@nestjs/common';
import type { SignIn } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { AccountRepository } from './account.repository.ts';
import type { AccountDocument } from './account.schema.ts';
import { ACCESS_TOKEN_SECONDS, AccessTokens } from './access-token.ts';
import { meOf } from './caller.ts';
import { CallerDirectory } from './caller-directory.ts';
import { hashPassword, isOutdated, isPasswordOf } from './password.ts';
import type { OpenedSession } from './refresh-cookie.ts';
import { endOfFamily, isLostReply } from './refresh-token.ts';
import type { RefreshTokenDocument } from './session.schema.ts';
import { SessionRepository } from './session.repository.ts';
import { SignInLimit } from './sign-in-limit.ts';

export interface Visitor {
  readonly address: string;
  readonly userAgent: string | undefined;
}

const agentOf = (userAgent: string | undefined): string => (userAgent ?? '').slice(0, 300);

@Injectable()
export class SessionService {
  private readonly logger = new Logger(SessionService.name);

  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly limit: SignInLimit,
    private readonly callers: CallerDirectory,
    private readonly accessTokens: AccessTokens,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `sign_in_failed`, the same for an unknown address, a wrong password and a disabled account;
   *   `too_many_requests` after repeated failures.
   */
  async signIn({ email, password }: SignIn, { address, userAgent }: Visitor): Promise<OpenedSession> {
    await this.limit.begin(email, address);
    const account = await this.accounts.findByEmail(email);
    const matches = await isPasswordOf(account?.passwordHash, password);
    if (!account || !matches || account.status !== 'active') throw new DomainError('sign_in_failed');
    await this.limit.succeeded(email, address);
    if (isOutdated(account.passwordHash ?? '')) await this.renewHash(account, password);
    return this.open(account._id, userAgent);
  }

  /** Opens a session for the account, whose owner has proved who he is. */
  async open(account: AccountDocument['_id'], userAgent: string | undefined): Promise<OpenedSession> {
    const now = this.clock.now();
    const accountId = account.toHexString();
    this.callers.forget(accountId);
    const session = await this.describe(accountId);
    const refreshToken = await this.sessions.open(account, agentOf(userAgent), now);
    return { session, refreshToken, expiresAt: endOfFamily(now) };
  }

  /** The password has not changed, so neither has the account for its readers. */
  private async renewHash({ _id, passwordHash }: AccountDocument, password: string): Promise<void> {
    await this.accounts.renewHash(_id, { from: passwordHash, to: await hashPassword(password) });
  }

  /**
   * Exchanges a refresh token for the next one. A token that was exchanged before is in two hands: its family ends.
   *
   * @throws DomainError `unauthenticated`
   */
  async refresh(token: string, userAgent: string | undefined): Promise<OpenedSession> {
    const now = this.clock.now();
    const accountId = await this.sessions.findAccount(token);
    if (!accountId) throw new DomainError('unauthenticated');
    // Before the token is spent: when the clients service is away, it can be used again.
    const session = await this.describe(accountId.toHexString());
    const used = await this.sessions.rotate(token, now);
    if (!used) throw new DomainError('unauthenticated');
    await this.refuseReuse(used, agentOf(userAgent), now);
    const refreshToken = await this.sessions.issue({ ...used, userAgent: agentOf(userAgent) }, now);
    return { session, refreshToken, expiresAt: used.familyEndsAt };
  }

  async signOut(token: string): Promise<void> {
    await this.sessions.revokeFamilyOf(token);
  }

  private async refuseReuse(token: RefreshTokenDocument, userAgent: string, now: Date): Promise<void> {
    const { rotatedAt, familyId, accountId } = token;
    if (!rotatedAt || isLostReply({ rotatedAt, userAgent: token.userAgent }, userAgent, now)) return;
    await this.sessions.revoke(familyId);
    this.logger.warn({ accountId: accountId.toHexString() }, 'A refresh token was used twice: its session is ended');
    throw new DomainError('unauthenticated');
  }

  private async describe(accountId: string): Promise<OpenedSession['session']> {
    const caller = await this.callers.get(accountId);
    const accessToken = await this.accessTokens.sign(accountId);
    return { accessToken, expiresIn: ACCESS_TOKEN_SECONDS, me: meOf(caller) };
  }
}
