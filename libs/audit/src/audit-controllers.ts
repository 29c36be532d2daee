import { Controller, type Type } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { auditQuestions, type RpcInput, type RpcOutput } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { AuditCheck } from './audit-check.ts';
import { AuditJournal } from './audit-journal.ts';
import { AuditList } from './audit-list.ts';

type Questions = (typeof auditQuestions)[keyof typeof auditQuestions];

/** What lets the named program answer for the audit of its records. The gateway is asked by nobody over RabbitMQ. */
export const auditControllers = (program: string): Type[] =>
  isAsked(program) ? [controllerOf(auditQuestions[program])] : [];

const isAsked = (program: string): program is keyof typeof auditQuestions => program in auditQuestions;

function controllerOf({ list, check, erase }: Questions): Type {
  @Controller()
  class AuditController {
    constructor(
      private readonly entries: AuditList,
      private readonly checks: AuditCheck,
      private readonly journal: AuditJournal,
    ) {}

    @Rpc(list)
    async list(filter: RpcInput<typeof list>): Promise<RpcOutput<typeof list>> {
      return this.entries.page(currentActor(), filter);
    }

    @Rpc(check)
    async check(request: RpcInput<typeof check>): Promise<RpcOutput<typeof check>> {
      return this.checks.step(currentActor(), request);
    }

    @Rpc(erase)
    async erase({ recordId }: RpcInput<typeof erase>): Promise<RpcOutput<typeof erase>> {
      return { entries: await this.journal.erase(currentActor(), recordId) };
    }
  }
  return AuditController;
}
