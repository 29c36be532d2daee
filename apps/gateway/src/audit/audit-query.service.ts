import { Injectable } from '@nestjs/common';
import { AuditList, cursorBehind } from '@crm/audit';
import { requirePermission } from '@crm/access';
import {
  type Actor,
  type AuditEntry,
  auditedBy,
  type AuditFilter,
  type AuditPage,
  auditQuestions,
  Program,
} from '@crm/contracts';
import { isDomainError } from '@crm/kernel';
import { RpcClient } from '@crm/messaging';

interface Answer {
  readonly program: Program;
  /** Null when it did not answer. */
  readonly page: AuditPage | null;
}

const latestFirst = (one: AuditEntry, other: AuditEntry): number =>
  other.at.localeCompare(one.at) || other.id.localeCompare(one.id);

/** Asks the programs that keep what is asked for, and joins their answers by time: a cursor means the same to all. */
@Injectable()
export class AuditQueryService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly own: AuditList,
  ) {}

  /** @throws DomainError `forbidden`, `cursor_invalid` */
  async page(actor: Actor, filter: AuditFilter): Promise<AuditPage> {
    requirePermission(actor, 'audit');
    const programs = filter.kind === undefined ? Program.options : auditedBy[filter.kind];
    const answers = await Promise.all(programs.map((program) => this.ask(program, actor, filter)));
    const found = answers.flatMap(({ page }) => page?.data ?? []).toSorted(latestFirst);
    const data = found.slice(0, filter.limit);
    const last = data.at(-1);
    const hasMore = found.length > data.length || answers.some(({ page }) => page?.page.hasMore);
    const unreachable = answers.flatMap(({ program, page }) => (page ? [] : [program]));
    return {
      data,
      page: { nextCursor: hasMore && last ? cursorBehind(last) : null, hasMore },
      ...(unreachable.length > 0 && { unreachable }),
    };
  }

  private async ask(program: Program, actor: Actor, filter: AuditFilter): Promise<Answer> {
    if (program === 'gateway') return { program, page: await this.own.page(actor, filter) };
    try {
      return { program, page: await this.rpc.call(auditQuestions[program].list, filter) };
    } catch (error) {
      if (isAway(error)) return { program, page: null };
      throw error;
    }
  }
}

const isAway = (error: unknown): boolean =>
  isDomainError(error) && ['service_unavailable', 'deadline_exceeded'].includes(error.code);
