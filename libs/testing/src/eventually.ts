import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 20;

/**
 * Repeats the assertion until it holds, and fails with its last error when it never does within `within` milliseconds.
 * It takes the place of every sleep: a slow machine makes the test slower, not red.
 */
export async function eventually<T>(assertion: () => T | Promise<T>, { within = 10_000 } = {}): Promise<T> {
  const giveUpAt = Date.now() + within;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() >= giveUpAt) throw error;
    }
    await pause(POLL_MS);
  }
}
