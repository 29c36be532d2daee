import { Injectable } from '@nestjs/common';
import type { PasswordChange } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { AccountRepository } from '../auth/account.repository.ts';
import type { AccountDocument } from '../auth/account.schema.ts';
import type { SessionSecondFactor } from '../auth/open-session.schema.ts';
import { hashPassword, isPasswordOf } from '../auth/password.ts';
import { requireGoodPassword } from '../auth/password-rules.ts';
import type { OpenedSession } from '../auth/refresh-cookie.ts';
import { SessionOpening, type Visitor } from '../auth/session-opening.service.ts';
import { SignInLimit } from '../auth/sign-in-limit.ts';
import { NewPasswords } from './new-password.service.ts';

/** Who changes it; his next session has the second factor of the one before. */
interface Changing {
  readonly accountId: string;
  readonly secondFactor: SessionSecondFactor | undefined;
}

/** The password of somebody who is signed in and knows it. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly passwords: NewPasswords,
    private readonly opening: SessionOpening,
    private readonly limit: SignInLimit,
  ) {}

  /**
   * Changes one's own password. All sessions end; the one who has changed it gets a new one.
   *
   * @throws DomainError `password.wrong`, `password.common`, `password.contains_email`, `too_many_requests`
   */
  async change(
    { accountId, secondFactor = 'none' }: Changing,
    change: PasswordChange,
    visitor: Visitor,
  ): Promise<OpenedSession> {
    const { current, password } = change;
    const account = await this.prove(accountId, current, visitor);
    requireGoodPassword(password, account.email);
    const passwordHash = await hashPassword(password);
    await this.passwords.replace(accountId, { passwordHash, by: 'owner', expectedVersion: account.version });
    return this.opening.open(account, visitor, { means: 'password', secondFactor });
  }

  /**
   * Makes sure that it is the owner who asks, for what a stranger at his desk must not do. Wrong guesses count as failed
   * sign-ins do.
   *
   * @throws DomainError `password.wrong` with the field `current`, `too_many_requests`
   */
  async prove(accountId: string, current: string, { address }: Pick<Visitor, 'address'>): Promise<AccountDocument> {
    const account = await this.accounts.findById(accountId);
    if (account?.status !== 'active') throw new DomainError('unauthenticated');
    const { email, passwordHash } = account;
    await this.limit.begin(email, address);
    if (!(await isPasswordOf(passwordHash, current))) throw new DomainError('password.wrong', { field: 'current' });
    await this.limit.succeeded(email, address);
    return account;
  }
}
