import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AuditFilter, AuditPage, AuditedKind, Id } from '@crm/contracts';
import { z as schema } from 'zod';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import { Replies } from '../http/replies.ts';
import { AuditQueryService } from './audit-query.service.ts';

const { limit, cursor, kind, action, from, to } = AuditFilter.shape;
const Question = schema.strictObject({
  ...{ limit, cursor, kind, action, from, to },
  record: schema
    .templateLiteral([AuditedKind, ':', schema.string().regex(/^[0-9a-f]{24}$/)])
    .optional()
    .describe('One record by its kind and id, `deal:…`'),
  person: Id.optional().describe('What this employee has done, and what was done on his behalf'),
});

const answer = { output: AuditPage, errors: ['forbidden', 'cursor_invalid'] } as const;

/** Who did what to which record, for those whose role may read it. */
@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditQueryService) {}

  @Get()
  @Replies(200, answer, { summary: 'What happened, the latest first: by record, person, kind, action and period' })
  listAudit(
    @Query({ schema: Question }) { record, person, ...asked }: z.output<typeof Question>,
    @CurrentCaller() { actor }: Caller,
  ): Promise<AuditPage> {
    const [kind, recordId] = (record?.split(':') ?? []) as [AuditedKind?, string?];
    return this.audit.page(actor, {
      ...asked,
      ...(kind && { kind, recordId }),
      ...(person && { personId: person }),
    });
  }
}
