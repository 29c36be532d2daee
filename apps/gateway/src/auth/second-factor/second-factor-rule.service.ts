import { Injectable } from '@nestjs/common';
import type { Role, RoleChange } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import type { Caller } from '../caller.ts';
import { CallerDirectory } from '../caller-directory.ts';
import type { SessionSecondFactor } from '../open-session.schema.ts';
import { SecondFactorRepository } from './second-factor.repository.ts';

interface Asking {
  readonly caller: Caller;
  /** By what second factor his session was opened. */
  readonly secondFactor: SessionSecondFactor;
}

/** That accounts of some roles must have a second factor: what is left of their sessions and keys without one. */
@Injectable()
export class SecondFactorRule {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly callers: CallerDirectory,
  ) {}

  /**
   * @throws DomainError `second_factor.needed` when the owner has still to set one up; `unauthenticated` when he has one, and
   *   this session was opened without it.
   */
  async requireOfSession({ caller, secondFactor }: Asking): Promise<void> {
    if (!caller.secondFactorRequired || secondFactor !== 'none') return;
    throw new DomainError((await this.isOn(caller)) ? 'unauthenticated' : 'second_factor.needed');
  }

  /** A key was made by the password: without a second factor it would be the way around it. @throws DomainError `second_factor.needed` */
  async requireOfKey(caller: Caller): Promise<void> {
    if (caller.secondFactorRequired && !(await this.isOn(caller))) throw new DomainError('second_factor.needed');
  }

  /** Whether the role asks for a second factor, and the owner has one to show. @throws DomainError `unauthenticated` */
  async owesCode(accountId: string): Promise<boolean> {
    const caller = await this.callers.get(accountId);
    return caller.secondFactorRequired && (await this.isOn(caller));
  }

  /**
   * Nobody makes a rule for his own role that he does not keep himself. Whether he may make rules at all is said by who keeps
   * the roles.
   *
   * @throws DomainError `second_factor.own_first`
   */
  async requireOwnFirst(caller: Caller, role: Role, { secondFactorRequired = false }: RoleChange): Promise<void> {
    const { actor } = caller;
    if (!secondFactorRequired || actor.role !== role || !actor.permissions.includes('administer')) return;
    if (await this.isOn(caller)) return;
    throw new DomainError('second_factor.own_first', { field: 'secondFactorRequired' });
  }

  private async isOn({ actor }: Caller): Promise<boolean> {
    return (await this.factors.find(actor.accountId))?.status === 'on';
  }
}
