import { Injectable } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import { AccessEnd } from '../auth/access-end.service.ts';
import { AccountRegistry } from './account-registry.repository.ts';

interface Replacement {
  readonly passwordHash: string;
  /** Undefined when any will do. */
  readonly expectedVersion?: number | undefined;
}

/** Puts a password in the place of another one. */
@Injectable()
export class NewPasswords {
  constructor(
    private readonly accounts: AccountRegistry,
    private readonly access: AccessEnd,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /** Stores the password, makes the account active and ends all of its sessions. @throws DomainError `version_conflict` */
  async replace(accountId: string, { passwordHash, expectedVersion }: Replacement): Promise<void> {
    await this.transaction.run(async () => {
      const set = { passwordHash, passwordKnown: false, status: 'active' } as const;
      await this.accounts.change(accountId, { expectedVersion, set, now: this.clock.now() });
      await this.access.ofAccount(accountId);
    });
  }
}
