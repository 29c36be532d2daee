import { Injectable } from '@nestjs/common';
import type { FullProof, RecoveryCodes, SecondFactor, SecondFactorSecret } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { hashOfRecoveryCode, newRecoveryCodes } from '../auth/second-factor/recovery-codes.ts';
import { SecondFactorRepository } from '../auth/second-factor/second-factor.repository.ts';
import { SecondFactors } from '../auth/second-factor/second-factors.service.ts';
import { SecretBox } from '../auth/second-factor/secret-box.ts';
import { newTotpSecret, totpAddress, totpStep } from '../auth/second-factor/totp.ts';
import { OwnPassword } from './own-password.service.ts';
import { type Confirming, SecondFactorChanges } from './second-factor-changes.service.ts';

/** Whose it is, and from where he asks. */
export interface Owner {
  readonly accountId: string;
  readonly address: string;
}

/** The second factor of somebody who is signed in. What it takes to change it, a stranger at his desk does not know. */
@Injectable()
export class OwnSecondFactor {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly codes: SecondFactors,
    private readonly box: SecretBox,
    private readonly password: OwnPassword,
    private readonly changes: SecondFactorChanges,
    private readonly clock: Clock,
  ) {}

  async show(accountId: string): Promise<SecondFactor> {
    const found = await this.factors.find(accountId);
    if (found?.status !== 'on') return { on: false, since: null, recoveryCodesLeft: 0 };
    return { on: true, since: found.since.toISOString(), recoveryCodesLeft: found.recoveryHashes.length };
  }

  /**
   * Makes a secret for the owner's program. Nothing is asked for at the sign-in before `confirm`.
   *
   * @throws DomainError `password.wrong`, `second_factor.on`, `too_many_requests`
   */
  async begin({ accountId, address }: Owner, current: string): Promise<SecondFactorSecret> {
    const { email } = await this.password.prove(accountId, current, { address });
    const secret = newTotpSecret();
    const sealed = this.box.seal(secret, accountId);
    await this.changes.begin(accountId, sealed, this.clock.now());
    return { secret, address: totpAddress(secret, email) };
  }

  /**
   * Switches it on, now that the owner's program has made a code.
   *
   * @returns the recovery codes, which nobody can read again.
   * @throws DomainError `second_factor.off` when none was begun, `second_factor.on`, `second_factor.code_wrong`
   */
  async confirm({ accountId, sessionId }: Confirming, code: string): Promise<RecoveryCodes> {
    const begun = await this.factors.find(accountId);
    if (!begun) throw new DomainError('second_factor.off');
    if (begun.status === 'on') throw new DomainError('second_factor.on');
    const now = this.clock.now();
    const step = totpStep(this.box.open(begun.secret, accountId), code.replace(/\s/g, ''), now);
    if (step === undefined) throw new DomainError('second_factor.code_wrong', { field: 'code' });
    const codes = newRecoveryCodes();
    const recoveryHashes = codes.map(hashOfRecoveryCode);
    const confirmation = { secret: begun.secret, step, recoveryHashes };
    await this.changes.confirm({ accountId, sessionId }, confirmation, now);
    return { codes };
  }

  /** Makes ten others; those before are worth nothing. @throws DomainError as `remove` */
  async renewRecoveryCodes(owner: Owner, proof: FullProof): Promise<RecoveryCodes> {
    await this.prove(owner, proof);
    const codes = newRecoveryCodes();
    await this.changes.renewRecoveryCodes(owner.accountId, codes.map(hashOfRecoveryCode));
    return { codes };
  }

  /** @throws DomainError `password.wrong`, `second_factor.code_wrong`, `second_factor.off`, `too_many_requests` */
  async remove(owner: Owner, proof: FullProof): Promise<void> {
    await this.prove(owner, proof);
    await this.changes.remove(owner.accountId);
  }

  private async prove({ accountId, address }: Owner, { current, code }: FullProof): Promise<void> {
    const account = await this.password.prove(accountId, current, { address });
    await this.codes.spend(account, code, address);
  }
}
