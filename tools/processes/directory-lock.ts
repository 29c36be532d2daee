import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { ExpectedTrouble } from '../terminal/expected-trouble.ts';
import { readIdentity, removeIdentity, writeIdentity } from './identity-file.ts';
import { isAlive } from './process-identity.ts';

/**
 * Makes this process the only user of a data directory. A lock left by a process that is gone is taken over.
 * @returns the function that gives the directory back
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'owner.json');
  const owner = readIdentity(file);
  if (owner !== undefined && owner.pid !== process.pid && isAlive(owner)) {
    throw new ExpectedTrouble(
      `${directory} is in use by a start that is already running (process ${owner.pid}). ` +
        `Stop that one first: Ctrl-C in its window, or kill ${owner.pid}.`,
    );
  }
  writeIdentity(file);
  return () => removeIdentity(file);
}
