import { Inject, Injectable } from '@nestjs/common';
import type { AccountLink, PasswordByLink } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import { AccountRepository } from '../auth/account.repository.ts';
import { asOwner } from '../auth/as-owner.ts';
import { hashPassword } from '../auth/password.ts';
import { requireGoodPassword } from '../auth/password-rules.ts';
import { SignInLimit } from '../auth/sign-in-limit.ts';
import { AccountLinks } from './account-links.service.ts';
import { NewPasswords } from './new-password.service.ts';

/** Counts questions for a new password, as failed sign-ins are counted. */
export const RESET_LIMIT = Symbol('RESET_LIMIT');

/** How people come to a password by the link of a letter: of an invitation, or of one that they asked for. */
@Injectable()
export class PasswordsByLink {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly links: AccountLinks,
    private readonly passwords: NewPasswords,
    private readonly transaction: Transaction,
    @Inject(RESET_LIMIT) private readonly limit: SignInLimit,
  ) {}

  /**
   * Orders a letter with a link. Nothing is looked up: whether the address has an account is found out when the letter is
   * about to be sent, so neither the answer nor its time tells.
   *
   * @throws DomainError `too_many_requests`, `mail.not_set_up`
   */
  async ask(email: string, address: string): Promise<void> {
    await this.limit.begin(email, address);
    await this.transaction.run(() => this.links.write('reset', email));
  }

  /** What a link is for. @throws DomainError `account.link_invalid` */
  async look(token: string): Promise<AccountLink> {
    const { purpose, email, expiresAt } = await this.links.find(token);
    return { purpose, email, expiresAt: expiresAt.toISOString() };
  }

  /**
   * Sets the password by a link, which is worth nothing afterwards, and ends all sessions.
   *
   * @throws DomainError `account.link_invalid`, `password.common`, `password.contains_email`
   */
  async set({ token, password }: PasswordByLink): Promise<void> {
    const { email } = await this.links.find(token);
    requireGoodPassword(password, email);
    const passwordHash = await hashPassword(password);
    const owner = await this.accounts.findByEmail(email);
    if (!owner) throw new DomainError('account.link_invalid');
    await asOwner(owner, () => this.transaction.run(() => this.replace(token, passwordHash)));
  }

  private async replace(token: string, passwordHash: string): Promise<void> {
    const { purpose, email } = await this.links.find(token);
    const account = await this.accounts.findByEmail(email);
    if (account?.status !== (purpose === 'invitation' ? 'invited' : 'active'))
      throw new DomainError('account.link_invalid');
    await this.passwords.replace(account._id.toHexString(), { passwordHash, by: purpose });
    await this.links.forget(email);
  }
}
