import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import type { DemoPart } from '../demo/generate/part-of.ts';
import { lastLines, runCommand } from '../processes/run-command.ts';
import { repositoryRoot } from '../repository.ts';
import { ExpectedTrouble } from '../terminal/expected-trouble.ts';
import type { Progress } from '../terminal/progress.ts';
import { onTopOf } from './service-environment.ts';
import { readUsers, writeUsers, type StackUser } from './stack-users.ts';

export interface FirstUsersOptions {
  /** Holds the file that remembers them. */
  directory: string;
  demo: boolean;
  demoPart?: DemoPart | undefined;
  /** The variables of the gateway. */
  environment: Record<string, string>;
  report: Progress;
}

export interface FirstUsers {
  users: StackUser[];
  /** Whether they were made by this start. */
  areNew: boolean;
}

/** Fills a new stack, with the demo data or with one administrator; a start that was interrupted in it is repeated. */
export async function ensureFirstUsers(options: FirstUsersOptions): Promise<FirstUsers> {
  const file = join(options.directory, 'users.json');
  const known = readUsers(file);
  if (known !== undefined) return { users: known, areNew: false };
  const users = options.demo ? await loadDemoData(options) : [await createAdministrator(options)];
  writeUsers(file, users);
  return { users, areNew: true };
}

async function loadDemoData({
  environment,
  demoPart: part = 'whole',
  report,
}: FirstUsersOptions): Promise<StackUser[]> {
  // Imported here because it uses the libraries, which are built by now.
  const { loadDemo } = await import('../demo/load-demo.ts');
  return report.step(
    'loading the demo data',
    () => loadDemo({ environment, part, report: (line) => report.line(`  ${line}`) }),
    () => 'demo data loaded',
  );
}

async function createAdministrator({ environment }: FirstUsersOptions): Promise<StackUser> {
  const user = {
    email: 'administrator@crm.example',
    password: randomBytes(15).toString('base64url'),
    role: 'administrator',
  };
  const program = join(repositoryRoot, 'apps', 'gateway', 'dist', 'crm.js');
  const result = await runCommand(process.execPath, [program, 'admin', 'create', '--email', user.email], {
    environment: onTopOf(process.env, environment),
    input: `${user.password}\n`,
  });
  if (result.succeeded) return user;
  throw new ExpectedTrouble(`The first administrator could not be created:\n${lastLines(result.output, 10)}`);
}
