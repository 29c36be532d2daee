import { Inject, Injectable } from '@nestjs/common';
import { Clock, DomainError } from '@crm/kernel';
import type { AccountDocument } from '../account.schema.ts';
import { SignInLimit } from '../sign-in-limit.ts';
import { hashOfRecoveryCode } from './recovery-codes.ts';
import { SecondFactorRepository } from './second-factor.repository.ts';
import { SecretBox } from './secret-box.ts';
import { totpStep } from './totp.ts';

/** Counts wrong codes, as wrong passwords are counted. */
export const CODE_LIMIT = Symbol('CODE_LIMIT');

const SIX_DIGITS = /^\d{6}$/;

/** Makes sure that whoever knows a password also has the telephone of its owner. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly box: SecretBox,
    @Inject(CODE_LIMIT) private readonly limit: SignInLimit,
    private readonly clock: Clock,
  ) {}

  /** Whether the account asks for a code besides the password. */
  async isOn(accountId: string): Promise<boolean> {
    return (await this.factors.find(accountId))?.status === 'on';
  }

  /**
   * Takes a code of the owner's program, or one of his recovery codes; neither is good a second time.
   *
   * @throws DomainError `second_factor.code_wrong` with the field, `second_factor.off`, `too_many_requests`
   */
  async spend({ _id, email }: Pick<AccountDocument, '_id' | 'email'>, code: string, address: string): Promise<void> {
    const accountId = _id.toHexString();
    await this.limit.begin(email, address);
    const factor = await this.factors.find(accountId);
    if (factor?.status !== 'on') throw new DomainError('second_factor.off');
    const typed = code.replace(/\s/g, '');
    const taken = SIX_DIGITS.test(typed)
      ? await this.spendCode(accountId, factor.secret, typed)
      : await this.factors.spendRecoveryCode(accountId, hashOfRecoveryCode(typed));
    if (!taken) throw new DomainError('second_factor.code_wrong', { field: 'code' });
    await this.limit.succeeded(email, address);
  }

  private async spendCode(accountId: string, sealed: string, code: string): Promise<boolean> {
    const step = totpStep(this.box.open(sealed, accountId), code, this.clock.now());
    return step !== undefined && this.factors.spendStep(accountId, step);
  }
}
