import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until the answer is yes. False when it did not come in time; throws when the signal is raised. */
export async function waitUntil(
  isSo: () => boolean | Promise<boolean>,
  options: { timeout: number; every?: number; signal?: AbortSignal | undefined },
): Promise<boolean> {
  const deadline = performance.now() + options.timeout;
  for (;;) {
    options.signal?.throwIfAborted();
    if (await isSo()) return true;
    if (performance.now() > deadline) return false;
    await pause(options.every ?? 100);
  }
}
