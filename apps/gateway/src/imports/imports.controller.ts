import { Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Id, ImportFindingKind, ImportFindingPage, Job, pageInput } from '@crm/contracts';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import { Replies } from '../http/replies.ts';
import { ImportJobs } from './import-jobs.ts';
import { columnsOf, importFiles } from './reading/file-layout.ts';
import { uploadedParts } from './upload-parts.ts';
import { UploadService } from './upload.service.ts';

const started = {
  output: Job,
  errors: ['forbidden', 'import.running', 'import.malformed', 'too_large', 'unsupported_media_type'],
} as const;
const report = { output: ImportFindingPage, errors: ['job.not_found', 'cursor_invalid'] } as const;
const ReportFilter = z.strictObject({ ...pageInput, kind: ImportFindingKind.optional() });

const form = {
  type: 'object',
  required: [...importFiles],
  properties: Object.fromEntries(
    importFiles.map((file) => [
      file,
      { type: 'string', format: 'binary', description: `CSV with the columns ${columnsOf[file].join(', ')}` },
    ]),
  ),
};

/** Data of other systems come in here: staff, products, clients and deals of a sales organisation, as four files. */
@ApiTags('imports')
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly uploads: UploadService,
    private readonly imports: ImportJobs,
  ) {}

  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: form })
  @Replies(202, started, {
    summary: 'Import a set of sales opportunities; everything is checked before anything is loaded',
    location: '/api/v1/jobs',
    form: true,
  })
  startImport(@Req() request: FastifyRequest, @CurrentCaller() caller: Caller): Promise<Job> {
    return this.uploads.receive({ caller, apiKeyId: request.apiKeyId }, uploadedParts(request));
  }

  @Get(':id/report')
  @Replies(200, report, { summary: 'Every value that was loaded otherwise than it stood in the files, or not at all' })
  getImportReport(
    @Param('id', { schema: Id }) importId: string,
    @Query({ schema: ReportFilter }) filter: z.output<typeof ReportFilter>,
  ): Promise<ImportFindingPage> {
    return this.imports.report({ importId, ...filter });
  }
}
