import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { readableLog } from '../processes/readable-log.ts';
import { runCommand } from '../processes/run-command.ts';
import { repositoryRoot } from '../repository.ts';
import { ExpectedTrouble } from '../terminal/expected-trouble.ts';
import type { MigratedMark } from './migrated-mark.ts';
import { serviceNames, type ServiceName } from './service-names.ts';

/**
 * Migrates private databases only when that was not yet done by the present build, which saves a start some seconds.
 * @returns whether it was necessary
 */
export async function migrateIfNew(
  mark: MigratedMark,
  environments: Record<ServiceName, NodeJS.ProcessEnv>,
  signal?: AbortSignal,
): Promise<boolean> {
  if (mark.isUpToDate()) return false;
  await migrateAll(environments, signal);
  mark.keep();
  return true;
}

/** Brings the databases of all services to the state that their code expects. */
export async function migrateAll(
  environments: Record<ServiceName, NodeJS.ProcessEnv>,
  signal?: AbortSignal,
): Promise<void> {
  await Promise.all(serviceNames.map((name) => migrate(name, environments[name], signal)));
}

async function migrate(name: ServiceName, environment: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  const program = join(repositoryRoot, 'apps', name, 'dist', 'migrate.js');
  if (!existsSync(program)) throw new ExpectedTrouble(`The service ${name} is not built. Run: npm run build`);
  const result = await runCommand(process.execPath, ['--enable-source-maps', program], { environment, signal });
  signal?.throwIfAborted();
  if (result.succeeded) return;
  throw new ExpectedTrouble(`The database of ${name} could not be migrated:\n${readableLog(result.output, 20)}`);
}
