import { Injectable } from '@nestjs/common';
import { sharingFinding, systemActor } from '@crm/access';
import {
  type AccessAction,
  type AccessExplanation,
  accessQuestions,
  type Actor,
  type RecordKind,
  resolveActor,
} from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { RpcClient } from '@crm/messaging';
import { AccountRepository } from '../auth/account.repository.ts';

export interface AccessQuestion {
  readonly employeeId: string;
  readonly kind: RecordKind;
  readonly recordId: string;
  readonly action: AccessAction;
}

/** Asks the service that owns a record why somebody can or cannot see it: the gateway knows only whether he may sign in. */
@Injectable()
export class AccessExplanationService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly rpc: RpcClient,
  ) {}

  /** @throws DomainError `employee.not_found` also for one without an account: nothing decides what he would reach. */
  async explain({ employeeId, kind, recordId, action }: AccessQuestion): Promise<AccessExplanation> {
    const account = await this.accounts.findByEmployee(employeeId);
    if (!account) throw new DomainError('employee.not_found', { employeeId });
    const { role } = account;
    const question = { employeeId, role };
    const found = await this.rpc.call(resolveActor, question, { actor: systemActor });
    const { name: _name, secondFactorRequired: _rule, status, ...access } = found;
    const holder: Actor = { accountId: account._id.toHexString(), role, ...access };
    const explained = await this.rpc.call(accessQuestions[kind], { holder, recordId, action });
    const mayAct = account.status === 'active' && status !== 'dismissed';
    return {
      ...explained,
      allowed: explained.allowed && mayAct,
      rules: [sharingFinding.account(mayAct), ...explained.rules],
    };
  }
}
