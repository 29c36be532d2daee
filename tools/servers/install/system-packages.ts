import { existsSync } from 'node:fs';

import { findProgram } from '../../processes/find-program.ts';
import { lastLines, runCommand } from '../../processes/run-command.ts';
import { ExpectedTrouble } from '../../terminal/expected-trouble.ts';

/** Whether packages can be installed here without asking anybody for a password. */
export async function canInstallPackages(): Promise<boolean> {
  if (findProgram('apt-get') === undefined) return false;
  return isRoot() || (await runCommand('sudo', ['-n', 'true'], { timeout: 5_000 })).succeeded;
}

/**
 * Installs packages of Debian or Ubuntu without questions.
 * @throws ExpectedTrouble with the command to type when this user may not, or with apt's own words when it fails
 */
export async function installPackages(packages: string[], signal?: AbortSignal): Promise<void> {
  if (!(await canInstallPackages())) throw new ExpectedTrouble(howToInstall(packages));
  queue = queue.catch(() => undefined).then(() => install(packages, signal));
  await queue;
}

/** apt works for one caller at a time. */
let queue = Promise.resolve();

async function install(packages: string[], signal?: AbortSignal): Promise<void> {
  // A list of packages that cannot be refreshed may still be good enough; the installation tells.
  await asRoot(['apt-get', 'update', '-q'], signal);
  const options = ['-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];
  const result = await asRoot(['apt-get', 'install', ...options, ...packages], signal);
  if (result.succeeded) return;
  throw new ExpectedTrouble(
    `apt-get could not install ${packages.join(', ')}. Its last words:\n${lastLines(result.output, 8)}`,
  );
}

/** Stops what a package has started as a service of the machine: nobody asked for that. */
export async function disableSystemServices(services: string[]): Promise<void> {
  if (existsSync('/run/systemd/system')) {
    for (const service of services) await asRoot(['systemctl', 'disable', '--now', service]);
  } else {
    for (const service of services) await asRoot(['service', service, 'stop']);
  }
}

function asRoot(command: string[], signal?: AbortSignal): ReturnType<typeof runCommand> {
  const [program = '', ...args] = [
    ...(isRoot() ? [] : ['sudo', '-n']),
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    ...command,
  ];
  return runCommand(program, args, signal === undefined ? {} : { signal });
}

/** What to do by hand where this user may not install. */
export function howToInstall(packages: string[]): string {
  const names = packages.join(' ');
  const command =
    findProgram('apt-get') === undefined ? `install ${packages.join(' and ')}` : `run: sudo apt-get install ${names}`;
  return `${packages.join(' and ')} must be installed, which this user may not do without a password. Please ${command}`;
}

const isRoot = (): boolean => process.getuid?.() === 0;
