import { Injectable } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import { AccessEnd } from '../auth/access-end.service.ts';
import type { PasswordSetBy } from '../auth/account.schema.ts';
import { AccountRegistry } from './account-registry.repository.ts';

interface Replacement {
  readonly passwordHash: string;
  readonly by: PasswordSetBy;
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
  async replace(accountId: string, { passwordHash, by, expectedVersion }: Replacement): Promise<void> {
    await this.transaction.run(async () => {
      const now = this.clock.now();
      const secret = { passwordHash, passwordSetAt: now, passwordSetBy: by, passwordKnown: false };
      const set = { ...secret, status: 'active' } as const;
      await this.accounts.change(accountId, { expectedVersion, set, now });
      await this.access.ofAccount(accountId);
    });
  }
}
