import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import { type ImportFile, type ImportSummary, listClientClassifier } from '@crm/contracts';
import { currentRequest } from '@crm/observability';
import { RpcClient } from '@crm/messaging';
import { FindingWriter } from './finding-writer.ts';
import { FindingRepository } from './finding.repository.ts';
import { ImportCallers } from './import-callers.ts';
import type { ImportDocument } from './import.schema.ts';
import { type Ask, loadSet } from './loading/set-loader.ts';
import { totalsOf } from './loading/totals.ts';
import { fileName } from './reading/file-layout.ts';
import { readRows } from './reading/read-rows.ts';
import { refuse } from './reading/refusal.ts';
import { rowReaders } from './reading/source-rows.ts';
import type { RunProgress } from './run-progress.ts';
import type { ImportSource } from './surveying/import-source.ts';
import { type Survey, surveySet } from './surveying/survey.ts';
import { isMissingFile, UploadedFiles } from './uploaded-files.ts';

/** What a run is given. */
export interface RunContext {
  readonly document: ImportDocument;
  readonly progress: RunProgress;
  /** Aborted when this run has to stop and leave the rest to another. */
  readonly signal: AbortSignal;
}

/** One run over an import, from its beginning: what an earlier run has loaded is found and kept. */
@Injectable()
export class ImportRunService {
  constructor(
    private readonly files: UploadedFiles,
    private readonly findings: FindingRepository,
    private readonly callers: ImportCallers,
    private readonly rpc: RpcClient,
  ) {}

  /**
   * Checks everything, then loads it with the present rights of the one who started the import, or of his program.
   *
   * @throws DomainError `import.malformed` before anything was loaded; whatever the services refuse.
   */
  async run(context: RunContext): Promise<ImportSummary> {
    const { document, progress } = context;
    const requestId = currentRequest()?.requestId ?? document._id.toHexString();
    const { caller } = await this.callers.of(document, requestId);
    requirePermission(caller.actor, 'load');
    const ask = this.askFor(context, requestId);
    const survey = await this.survey(context, ask);
    const { employeeId } = caller.actor;
    const importer = { employeeId, departmentId: caller.departmentId };
    await loadSet({ ask, survey, importer, progress, source: this.source(context) });
    return this.summarise(document, survey, progress);
  }

  /** Every question is asked with a token of its own time: a run may take longer than one is good for. */
  private askFor({ document, signal }: RunContext, requestId: string): Ask {
    return async (contract, input) => {
      signal.throwIfAborted();
      return this.callers.run(document, requestId, () => this.rpc.call(contract, input));
    };
  }

  private async survey(context: RunContext, ask: Ask): Promise<Survey> {
    const importId = context.document._id.toHexString();
    const { progress } = context;
    await this.findings.removeAll(importId);
    const report = new FindingWriter(this.findings, importId);
    const [sectors, regions] = await Promise.all([
      ask(listClientClassifier, { classifier: 'sector' }),
      ask(listClientClassifier, { classifier: 'region' }),
    ]);
    const source = this.source(context, () => progress.rowChecked());
    const known = { sectors: sectors.data, regions: regions.data };
    const survey = await surveySet(source, known, (finding) => report.add(finding));
    await report.flush();
    await progress.surveyed(totalsOf(survey));
    return survey;
  }

  private source({ document, signal }: RunContext, onRow: () => Promise<void> = async () => undefined): ImportSource {
    const { files } = this;
    const importId = document._id.toHexString();
    return {
      async *rows(file) {
        try {
          for await (const row of readRows(file, files.read(importId, file))) {
            signal.throwIfAborted();
            await onRow();
            yield rowReaders[file](row);
          }
        } catch (error) {
          throw isMissingFile(error) ? refuse('file_missing', { file: fileName(file) }) : error;
        }
      },
    };
  }

  private async summarise(
    { _id, files }: ImportDocument,
    survey: Survey,
    { tallies }: RunProgress,
  ): Promise<ImportSummary> {
    const rows: Readonly<Record<ImportFile, number>> = {
      accounts: survey.accounts.depths.size,
      products: survey.products.size,
      sales_teams: survey.team.size,
      sales_pipeline: survey.pipeline.rows,
    };
    const outcome = ({ created, kept }: (typeof tallies)[keyof typeof tallies]) => ({ created, kept });
    return {
      files: files.map(({ file, bytes, sha256 }) => ({ name: fileName(file), bytes, sha256, rows: rows[file] })),
      records: {
        departments: outcome(tallies.departments),
        employees: outcome(tallies.employees),
        products: outcome(tallies.products),
        clients: outcome(tallies.clients),
        deals: outcome(tallies.deals),
      },
      findings: await this.findings.groups(_id.toHexString()),
    };
  }
}
