import { describeFailure, ExpectedTrouble } from '../terminal/expected-trouble.ts';
import { seconds } from '../terminal/progress.ts';
import { describeRefusal, refusalIn, terminalLanguage } from './explain.ts';
import { readArguments } from './import-arguments.ts';
import { ImportApi, type ImportJob } from './import-api.ts';
import { ProgressLine, progressText } from './progress-line.ts';
import { summaryText } from './summary.ts';

/** `npm run import -- DIR`: sends four files of sales opportunities to the CRM, follows the work and tells what became of it. */
async function main(): Promise<void> {
  const started = performance.now();
  const api = new ImportApi(readArguments(process.argv.slice(2)));
  await api.signIn();
  const line = new ProgressLine();
  line.show('sending the files');
  const { id } = await api.upload();
  const job = await api.follow(id, (state) => line.show(progressText(state)));
  line.end();
  const { result } = job;
  if (job.status !== 'done' || !result || !('records' in result)) throw new ExpectedTrouble(failureOf(job));
  console.log(summaryText(result, await api.totals()));
  console.log(`Every finding with its line: GET /api/v1/imports/${id}/report`);
  console.log(`Done in ${seconds(performance.now() - started)}.`);
}

function failureOf({ result, error }: ImportJob): string {
  const refusal = result && 'refusal' in result ? refusalIn(result.refusal) : undefined;
  const reason = refusal ? describeRefusal(refusal, terminalLanguage(process.env)) : (error ?? 'The import has failed');
  return refusal ? `Refused, nothing was loaded.\n${reason}` : reason;
}

try {
  await main();
} catch (failure) {
  console.error(describeFailure(failure));
  process.exitCode = 1;
}
