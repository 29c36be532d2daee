import { Injectable } from '@nestjs/common';
import { DomainError } from '@crm/kernel';
import { SecurityJournal } from '../audit/security-journal.ts';
import { AccessEnd } from '../auth/access-end.service.ts';
import { SecondFactorRepository } from '../auth/second-factor/second-factor.repository.ts';
import { AccountCommands } from './account-commands.service.ts';

/** The way back in for somebody who has lost his telephone and his recovery codes. */
@Injectable()
export class SecondFactorReset {
  constructor(
    private readonly commands: AccountCommands,
    private readonly factors: SecondFactorRepository,
    private readonly access: AccessEnd,
    private readonly journal: SecurityJournal,
  ) {}

  /**
   * From now on the password alone lets him in. All his sessions end.
   *
   * @throws DomainError `account.not_found`, `second_factor.off`
   */
  async of(accountId: string): Promise<void> {
    await this.commands.once(async () => {
      await this.commands.find(accountId);
      if (!(await this.factors.remove(accountId))) throw new DomainError('second_factor.off');
      await this.journal.happened('second-factor-reset', accountId);
      await this.access.ofAccount(accountId);
    });
  }
}
