import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AccessAction, AccessExplanation, Id, RecordKind } from '@crm/contracts';
import { Replies } from '../http/replies.ts';
import { AccessExplanationService } from './access-explanation.service.ts';

const Question = z.strictObject({
  employee: Id,
  record: z
    .templateLiteral([RecordKind, ':', z.string().regex(/^[0-9a-f]{24}$/)])
    .describe('The kind of record and its id, `client:…`, `deal:…` or `activity:…`'),
  action: AccessAction.default('read'),
});

const explanation = {
  output: AccessExplanation,
  errors: ['forbidden', 'employee.not_found', 'client.not_found', 'deal.not_found', 'activity.not_found'],
} as const;

/** Why somebody can or cannot see or change a record. */
@ApiTags('access')
@Controller('access')
export class AccessController {
  constructor(private readonly explanations: AccessExplanationService) {}

  @Get('explain')
  @Replies(200, explanation, { summary: 'Why an employee can or cannot see or change a record, rule by rule' })
  explainAccess(
    @Query({ schema: Question }) { employee, record, action }: z.output<typeof Question>,
  ): Promise<AccessExplanation> {
    const [kind, recordId] = record.split(':') as [RecordKind, string];
    return this.explanations.explain({ employeeId: employee, kind, recordId, action });
  }
}
