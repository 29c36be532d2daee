import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type ErrorCode, errorCatalogue, isErrorCode, LocalizedName } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Replies } from '../http/replies.ts';
import { problemType } from './problem.ts';

const codes = Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]];
const Code = z.enum(codes).meta({ id: 'ErrorCode' });

const ProblemKind = z
  .strictObject({ type: z.string(), code: Code, status: z.int(), title: LocalizedName })
  .meta({ id: 'ProblemKind', description: 'What a code means, wherever it occurs' });
type ProblemKind = z.output<typeof ProblemKind>;

const kind = { output: ProblemKind, errors: ['not_found'] } as const;

/** Where the `type` of every problem leads. */
@ApiTags('problems')
@Controller('problems')
export class ProblemsController {
  @Get(':code')
  @Replies(200, kind, { summary: 'What a problem means, in both languages', public: true })
  explainProblem(@Param('code', { schema: z.string().max(100) }) code: string): ProblemKind {
    if (!isErrorCode(code)) throw new DomainError('not_found');
    const { status, ru, en } = errorCatalogue[code];
    return { type: problemType(code), code, status, title: { ru, en } };
  }
}
