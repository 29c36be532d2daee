import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemActor } from '@crm/access';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import { withoutRequestLimits } from '../../tools/start/service-environment.ts';
import { giveAccounts } from '../loading/accounts.ts';
import { withRpc } from '../loading/with-rpc.ts';
import { onStack } from '../measuring/on-stack.ts';
import { gatewayTarget } from '../measuring/gateway-target.ts';
import { type Measurement, measure, type Target } from '../measuring/measure.ts';
import { loadOrganisation } from './load-organisation.ts';
import { type Lag, measureLag } from './measure-lag.ts';
import { measureMove, type MoveFigures } from './measure-move.ts';
import { type AccessBenchOptions, parseAccessBenchOptions } from './options.ts';
import { emailOf, readers } from './organisation.ts';
import { readsOfPages } from './page-reads.ts';
import { accessTable, lagTable, moveLine, readsTable } from './report.ts';

const PASSWORD = 'measured here and nowhere else';
const FIRST_PAGE = '/api/v1/clients?limit=50';
const WARM_UP_SECONDS = 2;

/**
 * `npm run bench -- access`: the first page of clients for readers of every scope against the reader who sees all, in
 * turns, several rounds; and how soon changes of who reaches what are obeyed.
 */
export async function runAccessBench(args: string[]): Promise<void> {
  const options = parseAccessBenchOptions(args);
  await onStack({ name: 'bench-access', gateway: withoutRequestLimits }, async ({ stack, ...run }) => {
    await organisation(stack, { options, ...run });
    const targets = await Promise.all(
      readers(options).map(({ name, employee }) =>
        gatewayTarget(stack, name, { email: emailOf(employee), password: PASSWORD }),
      ),
    );
    const reads = await readsOfPages(stack, targets, FIRST_PAGE);
    console.log(accessTable(await runRounds(targets, options), options));
    console.log(readsTable(reads));
    console.log(moveLine(await moveOf(stack, targets)));
    console.log(lagTable(await lagsOf(stack, targets, { options, ...run })));
  });
}

/** @throws Error when one of them is missing. */
function named(targets: readonly Target[], name: string): Target {
  const target = targets.find((one) => one.name === name);
  if (!target) throw new Error(`Nobody sees ${name}`);
  return target;
}

async function lagsOf(
  stack: RunningStack,
  targets: readonly Target[],
  { options: { changes }, report }: OrganisationRun,
): Promise<Lag[]> {
  const [user] = stack.users;
  if (!user) throw new Error('There is no administrator');
  const people = {
    administrator: await gatewayTarget(stack, 'administrator', user),
    director: named(targets, 'all'),
    manager: named(targets, 'own'),
    headOfBranch: named(targets, 'a branch'),
    headOfPlace: named(targets, 'three branches'),
  };
  report(`Changing who reaches what, ${changes} times each`);
  return withRpc(stack, (rpc) => measureLag({ ...people, rpc, changes, report }));
}

async function moveOf(stack: RunningStack, targets: readonly Target[]): Promise<MoveFigures> {
  const [user] = stack.users;
  if (!user) throw new Error('There is nobody to move a department');
  const head = named(targets, 'three branches');
  return measureMove({ administrator: await gatewayTarget(stack, 'administrator', user), head });
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
  report(`Loading ${size} departments/employees/clients (kept for the next run)`);
  const started = performance.now();
  const ids = await withRpc(stack, (rpc) => loadOrganisation(rpc, systemActor, { stack, options, report }));
  const accounts = readers(options).map(({ role, employee }) => {
    const email = emailOf(employee);
    return { email, password: PASSWORD, role, employeeId: ids.get(email) };
  });
  await giveAccounts(stack, accounts);
  report(`Loaded in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
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
