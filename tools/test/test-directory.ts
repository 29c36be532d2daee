import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { lockDirectory } from '../processes/directory-lock.ts';
import { readIdentity } from '../processes/identity-file.ts';
import { endLeftovers } from '../processes/leftovers.ts';
import { isAlive } from '../processes/process-identity.ts';
import { crmDirectory } from '../repository.ts';

const prefix = 'test-';

/** A directory for this run alone; what killed runs have left, servers and data, is cleared away first. */
export async function makeTestDirectory(): Promise<string> {
  mkdirSync(crmDirectory, { recursive: true });
  const earlier = readdirSync(crmDirectory).filter((name) => name.startsWith(prefix));
  for (const name of earlier) await clearAbandoned(join(crmDirectory, name));
  const directory = join(crmDirectory, `${prefix}${process.pid}`);
  lockDirectory(directory);
  return directory;
}

async function clearAbandoned(directory: string): Promise<void> {
  const owner = readIdentity(join(directory, 'owner.json'));
  if (owner !== undefined && isAlive(owner)) return;
  await endLeftovers(directory);
  rmSync(directory, { recursive: true, force: true });
}
