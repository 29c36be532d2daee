import { Controller, Get, Query, Req, StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AuditFilter, AuditPage, AuditedKind, Id } from '@crm/contracts';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import { ProblemReplies, Replies } from '../http/replies.ts';
import { languageOf } from '../problems/language.ts';
import { AuditExport } from './audit-export.service.ts';
import { AuditQueryService } from './audit-query.service.ts';

const { limit, cursor, kind, action, from, to } = AuditFilter.shape;
const chosen = {
  ...{ kind, action, from, to },
  record: z
    .templateLiteral([AuditedKind, ':', z.string().regex(/^[0-9a-f]{24}$/)])
    .optional()
    .describe('One record by its kind and id, `deal:…`'),
  person: Id.optional().describe('What this employee has done, and what was done on his behalf'),
};
const Question = z.strictObject({ limit, cursor, ...chosen });
const ExportQuestion = z.strictObject(chosen);

const answer = { output: AuditPage, errors: ['forbidden', 'cursor_invalid'] } as const;
const exported = 'Everything that is found as CSV, the latest first; that it was exported stands in the audit';
const exportedAs =
  'A row for each field that an entry tells of. The headers are Russian or English by `Accept-Language`; columns are parted by ' +
  'semicolons in Russian, by commas in English. A copy that cannot be whole breaks off.';

/** What is asked of the programs that keep the audit. */
function filterOf<Asked extends Pick<z.output<typeof ExportQuestion>, 'record' | 'person'>>({
  record,
  person,
  ...asked
}: Asked) {
  const [kind, recordId] = (record?.split(':') ?? []) as [AuditedKind?, string?];
  return { ...asked, ...(kind && { kind, recordId }), ...(person && { personId: person }) };
}

/** Who did what to which record, for those whose role may read it. */
@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly audit: AuditQueryService,
    private readonly copies: AuditExport,
  ) {}

  @Get()
  @Replies(200, answer, { summary: 'What happened, the latest first: by record, person, kind, action and period' })
  listAudit(
    @Query({ schema: Question }) question: z.output<typeof Question>,
    @CurrentCaller() { actor }: Caller,
  ): Promise<AuditPage> {
    return this.audit.page(actor, filterOf(question));
  }

  @Get('export')
  @RouteConfig({ stream: true })
  @ApiBearerAuth()
  @ApiProduces('text/csv')
  @ApiOperation({ summary: exported, description: exportedAs })
  @ApiResponse({ status: 200, description: exported, schema: { type: 'string' } })
  @ProblemReplies([
    ...(['invalid', 'unauthenticated', 'forbidden', 'second_factor.needed', 'too_many_requests'] as const),
    ...(['internal', 'service_unavailable', 'deadline_exceeded'] as const),
  ])
  async exportAudit(
    @Query({ schema: ExportQuestion }) question: z.output<typeof ExportQuestion>,
    @CurrentCaller() { actor }: Caller,
    @Req() { headers }: FastifyRequest,
  ): Promise<StreamableFile> {
    const language = languageOf(headers['accept-language']);
    const copy = await this.copies.begin(actor, filterOf(question), language);
    return new StreamableFile(copy, {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="audit.csv"',
    });
  }
}
