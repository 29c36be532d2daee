import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { crmDirectory } from '../repository.ts';
import type { RunningStack } from './running-stack.ts';

const file = join(crmDirectory, 'running.json');

/** Tells scripts where everything is while it runs; readable for the owner alone, since passwords and keys stand in it. */
export function writeRunningFile(stack: RunningStack, startedAt: Date): void {
  const { gatewayUrl, services, servers, users, environment } = stack;
  const gateway = { url: gatewayUrl };
  const content = { gateway, services, servers, users, environment, startedAt: startedAt.toISOString() };
  // Written aside and put in place at once, so that nobody reads half a file.
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function removeRunningFile(): void {
  rmSync(file, { force: true });
}
