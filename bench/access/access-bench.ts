import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemActor } from '@crm/access';
import { buildAll } from '../../tools/build/build-all.ts';
import { runCommand } from '../../tools/processes/run-command.ts';
import { crmDirectory, repositoryRoot } from '../../tools/repository.ts';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import { onTopOf, withoutRequestLimits } from '../../tools/start/service-environment.ts';
import { startStack } from '../../tools/start/start-stack.ts';
import { terminalProgress } from '../../tools/terminal/progress.ts';
import { withRpc } from '../loading/with-rpc.ts';
import { gatewayTarget } from '../measuring/gateway-target.ts';
import { type Measurement, measure, type Target } from '../measuring/measure.ts';
import { loadOrganisation } from './load-organisation.ts';
import { type AccessBenchOptions, parseAccessBenchOptions } from './options.ts';
import { emailOf, readers } from './organisation.ts';
import { accessTable } from './report.ts';

const PASSWORD = 'measured here and nowhere else';
const FIRST_PAGE = '/api/v1/clients?limit=50';
const WARM_UP_SECONDS = 2;

/**
 * `npm run bench -- access`: the first page of clients for readers of every scope against the reader who sees all, in
 * turns, several rounds.
 */
export async function runAccessBench(args: string[]): Promise<void> {
  const options = parseAccessBenchOptions(args);
  const report = terminalProgress();
  await buildAll(report);
  const directory = join(crmDirectory, 'bench-access');
  const stack = await startStack({
    directory,
    ports: 'free',
    demo: false,
    report,
    gateway: withoutRequestLimits,
  });
  try {
    await organisation(stack, { options, directory, report: (line) => report.line(line) });
    const targets = await Promise.all(
      readers(options).map(({ name, employee }) =>
        gatewayTarget(stack, name, { email: emailOf(employee), password: PASSWORD }),
      ),
    );
    console.log(accessTable(await runRounds(targets, options), options));
  } finally {
    await stack.stop();
  }
}

interface OrganisationRun {
  readonly options: AccessBenchOptions;
  readonly directory: string;
  readonly report: (line: string) => void;
}

/** Loads the organisation and its readers' accounts unless they are there from an earlier run of this size. */
async function organisation(stack: RunningStack, { options, directory, report }: OrganisationRun): Promise<void> {
  const file = join(directory, 'organisation.json');
  const size = [options.departments, options.employees, options.clients].join('/');
  if (existsSync(file) && readFileSync(file, 'utf8') === size) return;
  report(`Loading ${size} departments/employees/clients through the services (kept for the next run)`);
  const ids = await withRpc(stack, (rpc) => loadOrganisation(rpc, systemActor, { options, report }));
  const accounts = readers(options).map(({ role, employee }) => {
    const email = emailOf(employee);
    return { email, password: PASSWORD, role, employeeId: ids.get(email) };
  });
  const program = join(repositoryRoot, 'apps', 'gateway', 'dist', 'crm.js');
  const loaded = await runCommand(process.execPath, [program, 'accounts', 'load'], {
    environment: onTopOf(process.env, stack.environment),
    input: JSON.stringify(accounts),
  });
  if (!loaded.succeeded) throw new Error(`The readers got no accounts:\n${loaded.output}`);
  writeFileSync(file, size);
}

/** Reader by reader in turns, so that whatever else the machine does meets all alike. */
async function runRounds(targets: Target[], options: AccessBenchOptions): Promise<Measurement[]> {
  const { connections, seconds } = options;
  const measurements: Measurement[] = [];
  const nextPath = (): string => FIRST_PAGE;
  for (const target of targets) await measure(target, { connections, seconds: WARM_UP_SECONDS, nextPath });
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const target of targets) measurements.push(await measure(target, { connections, seconds, nextPath }));
    console.log(`round ${round} of ${options.rounds} is done`);
  }
  return measurements;
}
