import { join } from 'node:path';
import { send } from '../../tools/processes/end-process.ts';
import { readIdentity } from '../../tools/processes/identity-file.ts';
import { isAlive } from '../../tools/processes/process-identity.ts';
import { waitUntil } from '../../tools/processes/wait-until.ts';

/** Ends the server that has written down its process in that directory, as a loss of power would, and waits until it is gone. */
export async function killServer(directory: string, name: string): Promise<void> {
  const identity = readIdentity(join(directory, `${name}.pid`));
  if (identity === undefined) return;
  send(identity, 'SIGKILL');
  await waitUntil(() => !isAlive(identity), { timeout: 10_000, every: 20 });
}
