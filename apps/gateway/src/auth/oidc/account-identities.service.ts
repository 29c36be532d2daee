import { Injectable } from '@nestjs/common';
import { Clock, DomainError } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import { AccountRepository } from '../account.repository.ts';
import type { AccountDocument, AccountIdentity } from '../account.schema.ts';
import { asOwner } from '../as-owner.ts';

/** Which account belongs to whom the identity provider knows. */
@Injectable()
export class AccountIdentities {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /**
   * By what never changes, or else by the address: so it is found the first time.
   *
   * @param email one that the provider has verified.
   * @throws DomainError `provider.other_identity` when the account of the address is somebody else's at this provider: the
   *   address may have been given to another person there.
   */
  async find({ issuer, subject }: AccountIdentity, email: string): Promise<AccountDocument | null> {
    const known = await this.accounts.findByIdentity({ issuer, subject });
    if (known) return known;
    const account = await this.accounts.findByEmail(email);
    if (account?.identity?.issuer === issuer) throw new DomainError('provider.other_identity');
    return account;
  }

  /** Remembers for good who the account's owner is at the provider; one of a provider before this one is forgotten. */
  async link(account: AccountDocument, { issuer, subject }: AccountIdentity): Promise<void> {
    const { identity } = account;
    if (identity?.issuer === issuer && identity.subject === subject) return;
    const linking = () => this.accounts.link(account._id, { issuer, subject }, this.clock.now());
    await asOwner(account, () => this.transaction.run(linking));
  }
}
