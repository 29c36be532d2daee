import { Injectable } from '@nestjs/common';
import { DomainError } from '@crm/kernel';
import { SecurityJournal } from '../../audit/security-journal.ts';
import type { AccountDocument } from '../account.schema.ts';
import type { OpenedSession } from '../refresh-cookie.ts';
import { SecondFactorRule } from '../second-factor/second-factor-rule.service.ts';
import { SecondSteps } from '../second-factor/second-steps.ts';
import { SessionOpening, type Visitor } from '../session-opening.service.ts';
import { SignInLimit } from '../sign-in-limit.ts';
import { AccountIdentities } from './account-identities.service.ts';
import type { Identity } from './identity-provider.ts';

/** Lets those in for whom the identity provider vouches, and who have an account here. It never makes one. */
@Injectable()
export class ProviderSignIn {
  constructor(
    private readonly identities: AccountIdentities,
    private readonly limit: SignInLimit,
    private readonly opening: SessionOpening,
    private readonly journal: SecurityJournal,
    private readonly rule: SecondFactorRule,
    private readonly steps: SecondSteps,
  ) {}

  /**
   * @param prove asks the provider; counted before, so that guessed answers count as guessed passwords do.
   * @throws DomainError `provider.email_unverified`, `provider.no_account`, `provider.other_identity`, `too_many_requests`;
   *   `sign_in_failed` for an account that may not be used; `second_factor.required` where the role asks for a second factor,
   *   the account has one and the provider has asked for none; those of `prove`.
   */
  async signIn(prove: () => Promise<Identity>, visitor: Visitor): Promise<OpenedSession> {
    const { address } = visitor;
    await this.limit.countAddress(address);
    const { email, isEmailVerified, usedSecondFactor, ...identity } = await prove();
    if (email === undefined || !isEmailVerified) throw new DomainError('provider.email_unverified');
    await this.limit.countAccount(email);
    const account = await this.identities.find(identity, email);
    if (account?.status !== 'active') {
      await this.journal.signInFailed(email, account?._id.toHexString(), visitor);
      throw new DomainError(account ? 'sign_in_failed' : 'provider.no_account');
    }
    await this.identities.link(account, identity);
    await this.limit.succeeded(email, address);
    if (!usedSecondFactor) await this.requireOwnCode(account);
    return this.opening.open(account, visitor, {
      means: 'provider',
      secondFactor: usedSecondFactor ? 'provider' : 'none',
    });
  }

  /** Whose role asks for a second factor, and who has one here, shows it where the provider has not asked for one. */
  private async requireOwnCode(account: AccountDocument): Promise<void> {
    if (await this.rule.owesCode(account._id.toHexString())) throw await this.steps.owed(account, 'provider');
  }
}
