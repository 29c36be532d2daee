import { isAlive, type ProcessIdentity } from './process-identity.ts';
import { waitUntil } from './wait-until.ts';

/** Asks a process to end, and ends it by force when it does not in time (milliseconds). A process that is gone is no error. */
export async function endProcess(identity: ProcessIdentity, grace: number): Promise<void> {
  send(identity, 'SIGTERM');
  // One that was frozen hears nothing until it is woken.
  send(identity, 'SIGCONT');
  if (await waitUntil(() => !isAlive(identity), { timeout: grace })) return;
  send(identity, 'SIGKILL');
  await waitUntil(() => !isAlive(identity), { timeout: 5_000 });
}

/** Sends a signal to that very process; says whether it was there. */
export function send(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isAlive(identity)) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch {
    return false;
  }
}
