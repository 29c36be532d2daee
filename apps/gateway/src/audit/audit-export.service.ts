import { pipeline, Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import { type Actor, type AuditEntry, type AuditFilter, type AuditPage, nameEmployees } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { RpcClient } from '@crm/messaging';
import { currentRequest, runInRequest } from '@crm/observability';
import type { Language } from '../problems/language.ts';
import { auditCsv, type AuditRow, rowsOf } from './audit-csv.ts';
import { AuditQueryService } from './audit-query.service.ts';
import { fact, SecurityJournal } from './security-journal.ts';

/** So many entries are in memory at once. */
const PAGE = 100;

type Question = Omit<AuditFilter, 'limit' | 'cursor'>;

/** Copies of the audit, as large as they are: read a page at a time, as fast as the reader takes it. */
@Injectable()
export class AuditExport {
  private readonly log = new Logger(AuditExport.name);

  constructor(
    private readonly query: AuditQueryService,
    private readonly rpc: RpcClient,
    private readonly journal: SecurityJournal,
  ) {}

  /**
   * What is found, as CSV. That it was begun stands in the audit before the first byte leaves, and how much it was after the last.
   * A copy from which something is missing breaks off.
   *
   * @throws DomainError `forbidden`; `service_unavailable` when a program that keeps a part of it does not answer
   */
  async begin(actor: Actor, question: Question, language: Language): Promise<Readable> {
    requirePermission(actor, 'audit');
    const first = await this.page(actor, question, undefined);
    const asked = Object.entries(question).flatMap(([name, value]) => (value === undefined ? [] : [fact(name, value)]));
    await this.journal.happened('export-begun', actor.accountId, { open: asked });
    const scope = currentRequest();
    // What reads the stream does so outside of the request, in whose name the pages are asked for.
    const asReader = <T>(work: () => Promise<T>): Promise<T> => (scope ? runInRequest(scope, work) : work());
    const rows = this.rows({ actor, question, asked, asReader }, first);
    const csv = auditCsv(language);
    pipeline(Readable.from(rows), csv, (error) => {
      if (error) this.log.warn({ err: error }, 'An export of the audit was broken off');
    });
    return csv;
  }

  private async *rows({ actor, question, asked, asReader }: Exporting, first: AuditPage): AsyncGenerator<AuditRow> {
    let entries = 0;
    let whole = false;
    try {
      for (let page = first; ;) {
        const nameOf = await asReader(() => this.namesIn(page.data));
        for (const entry of page.data) yield* rowsOf(entry, nameOf);
        entries += page.data.length;
        const { nextCursor } = page.page;
        if (nextCursor === null) break;
        page = await asReader(() => this.page(actor, question, nextCursor));
      }
      whole = true;
    } finally {
      const open = [...asked, fact('entries', entries), fact('whole', whole)];
      await asReader(() => this.journal.happened('exported', actor.accountId, { open }));
    }
  }

  private async page(actor: Actor, question: Question, cursor: string | undefined): Promise<AuditPage> {
    const page = await this.query.page(actor, { ...question, limit: PAGE, cursor });
    const { unreachable = [] } = page;
    if (unreachable.length > 0) throw new DomainError('service_unavailable', { reason: `${unreachable.join()} away` });
    return page;
  }

  /** Without the clients service there are no names: who it was stands there by his id as well. */
  private async namesIn(entries: readonly AuditEntry[]): Promise<(employeeId: string) => string | undefined> {
    const ids = new Set(
      entries.flatMap(({ actor, onBehalfOf }) => [...(actor ? [actor.employeeId] : []), ...onBehalfOf]),
    );
    if (ids.size === 0) return () => undefined;
    const { data } = await this.rpc
      .call(nameEmployees, { ids: [...ids].slice(0, 2 * PAGE) })
      .catch(() => ({ data: [] }));
    const names = new Map(data.map(({ id, name }) => [id, name]));
    return (employeeId) => names.get(employeeId);
  }
}

interface Exporting {
  readonly actor: Actor;
  readonly question: Question;
  /** The same as the audit tells it. */
  readonly asked: readonly ReturnType<typeof fact>[];
  readonly asReader: <T>(work: () => Promise<T>) => Promise<T>;
}
