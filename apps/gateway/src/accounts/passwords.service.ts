import { Inject, Injectable } from '@nestjs/common';
import type { AccountLink, PasswordByLink, PasswordChange } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import { CallerDirectory } from '../auth/caller-directory.ts';
import { hashPassword, isPasswordOf } from '../auth/password.ts';
import { requireGoodPassword } from '../auth/password-rules.ts';
import type { OpenedSession } from '../auth/refresh-cookie.ts';
import { SessionService, type Visitor } from '../auth/session.service.ts';
import { SignInLimit } from '../auth/sign-in-limit.ts';
import { AccountLinkRepository } from './account-link.repository.ts';
import type { AccountLinkDocument } from './account-link.schema.ts';
import { AccountLinks } from './account-links.service.ts';
import { AccountRegistry } from './account-registry.repository.ts';
import { AccountRepository } from '../auth/account.repository.ts';

/** Counts questions for a new password, as failed sign-ins are counted. */
export const RESET_LIMIT = Symbol('RESET_LIMIT');

/** How people come to a password, and to another one. */
@Injectable()
export class Passwords {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly registry: AccountRegistry,
    private readonly links: AccountLinkRepository,
    private readonly letters: AccountLinks,
    private readonly sessions: SessionService,
    private readonly callers: CallerDirectory,
    private readonly transaction: Transaction,
    private readonly signInLimit: SignInLimit,
    @Inject(RESET_LIMIT) private readonly resetLimit: SignInLimit,
    private readonly clock: Clock,
  ) {}

  /**
   * Orders a letter with a link. Nothing is looked up: whether the address has an account is found out when the letter is
   * about to be sent, so neither the answer nor its time tells.
   *
   * @throws DomainError `too_many_requests`, `mail.not_set_up`
   */
  async askReset(email: string, address: string): Promise<void> {
    await this.resetLimit.begin(email, address);
    await this.transaction.run(() => this.letters.write('reset', email));
  }

  /** What a link is for. @throws DomainError `account.link_invalid` */
  async look(token: string): Promise<AccountLink> {
    const { purpose, email, expiresAt } = await this.find(token);
    return { purpose, email, expiresAt: expiresAt.toISOString() };
  }

  /**
   * Sets the password by a link, which is worth nothing afterwards, and ends all sessions.
   *
   * @throws DomainError `account.link_invalid`, `password.common`, `password.contains_email`
   */
  async setByLink({ token, password }: PasswordByLink): Promise<void> {
    const { email } = await this.find(token);
    requireGoodPassword(password, email);
    const passwordHash = await hashPassword(password);
    await this.transaction.run(async () => {
      const { purpose } = await this.find(token);
      const account = await this.accounts.findByEmail(email);
      if (account?.status !== (purpose === 'invitation' ? 'invited' : 'active'))
        throw new DomainError('account.link_invalid');
      await this.replace(account._id.toHexString(), passwordHash);
      await this.links.forget(email);
    });
  }

  /**
   * Changes one's own password. All sessions end; the one who has changed it gets a new one.
   *
   * @throws DomainError `password.wrong`, `password.common`, `password.contains_email`, `too_many_requests`
   */
  async change(accountId: string, { current, password }: PasswordChange, visitor: Visitor): Promise<OpenedSession> {
    const account = await this.registry.find(accountId);
    if (account?.status !== 'active') throw new DomainError('unauthenticated');
    const { email, passwordHash: known, version } = account;
    await this.signInLimit.begin(email, visitor.address);
    if (!(await isPasswordOf(known, current))) throw new DomainError('password.wrong', { field: 'current' });
    await this.signInLimit.succeeded(email, visitor.address);
    requireGoodPassword(password, email);
    const passwordHash = await hashPassword(password);
    await this.transaction.run(() => this.replace(accountId, passwordHash, version));
    return this.sessions.open(account._id, visitor.userAgent);
  }

  private async replace(accountId: string, passwordHash: string, expectedVersion?: number): Promise<void> {
    const set = { passwordHash, status: 'active' } as const;
    await this.registry.change(accountId, { expectedVersion, set, now: this.clock.now() });
    await this.registry.endSessions(accountId);
    this.transaction.afterCommit(() => this.callers.forget(accountId));
  }

  private async find(token: string): Promise<AccountLinkDocument> {
    const link = await this.links.find(token, this.clock.now());
    if (!link) throw new DomainError('account.link_invalid');
    return link;
  }
}
