import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { endProcess } from './end-process.ts';
import { readIdentity, removeIdentity } from './identity-file.ts';

/** Ends every process that is written down anywhere below the directory: a run that was killed could not do it. */
export async function endLeftovers(directory: string): Promise<void> {
  if (!existsSync(directory)) return;
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.pid'));
  await Promise.all(files.map((name) => endLeftover(join(directory, name))));
}

/** Ends the process written down in this file. */
export async function endLeftover(file: string): Promise<void> {
  const identity = readIdentity(file);
  if (identity !== undefined) await endProcess(identity, 10_000);
  removeIdentity(file);
}
