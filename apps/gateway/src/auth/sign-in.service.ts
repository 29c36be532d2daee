import { Injectable } from '@nestjs/common';
import type { SecondStep, SignIn } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { SecurityJournal } from '../audit/security-journal.ts';
import { AccountRepository } from './account.repository.ts';
import type { AccountDocument } from './account.schema.ts';
import { hashPassword, isOutdated, isPasswordOf } from './password.ts';
import type { OpenedSession } from './refresh-cookie.ts';
import { SecondFactors } from './second-factor/second-factors.service.ts';
import { isSamePassword, SecondSteps } from './second-factor/second-steps.ts';
import { SessionOpening, type Visitor } from './session-opening.service.ts';
import { SignInLimit } from './sign-in-limit.ts';

/** Lets people in by a password and, where they want it so, by a code besides. */
@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly limit: SignInLimit,
    private readonly opening: SessionOpening,
    private readonly factors: SecondFactors,
    private readonly steps: SecondSteps,
    private readonly journal: SecurityJournal,
  ) {}

  /**
   * @throws DomainError `sign_in_failed`, the same for an unknown address, a wrong password and a disabled account;
   *   `second_factor.required` with the token of the second step; `too_many_requests` after repeated failures.
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
    const current = isOutdated(account.passwordHash ?? '') ? await this.renewHash(account, password) : account;
    if (await this.factors.isOn(account._id.toHexString())) throw await this.steps.owed(current, 'password');
    return this.opening.open(account, visitor, { means: 'password', secondFactor: 'none' });
  }

  /** The second half. @throws DomainError `second_factor.code_wrong`, `second_factor.step_over`, `too_many_requests` */
  async finish({ token, code }: SecondStep, visitor: Visitor): Promise<OpenedSession> {
    const { accountId, passwordPrint, first } = await this.steps.find(token);
    const account = await this.accounts.findById(accountId);
    if (account?.status !== 'active' || !isSamePassword(account.passwordHash, passwordPrint))
      throw new DomainError('second_factor.step_over');
    await this.factors.spend(account, code, visitor.address).catch(async (refusal: unknown) => {
      await this.journal.signInFailed(account.email, accountId, visitor);
      throw refusal;
    });
    await this.steps.end(token);
    return this.opening.open(account, visitor, { means: `${first}-and-code`, secondFactor: 'own' });
  }

  /** The password has not changed, so neither has the account for its readers. */
  private async renewHash(account: AccountDocument, password: string): Promise<AccountDocument> {
    const passwordHash = await hashPassword(password);
    await this.accounts.renewHash(account._id, { from: account.passwordHash, to: passwordHash });
    return { ...account, passwordHash };
  }
}
