/**
 * Jobs lie in Redis alone for a while: a Redis that drops keys when memory is short would lose them.
 *
 * @param memoryInfo Redis' answer to `INFO memory`. `CONFIG GET` would say it too, but is often forbidden to programs.
 * @throws Error saying what to change.
 */
export function assertNoEviction(memoryInfo: string): void {
  const policy = /^maxmemory_policy:(\S+)/m.exec(memoryInfo)?.[1];
  if (policy === 'noeviction') return;
  throw new Error(
    `Redis drops keys when its memory is short (maxmemory-policy ${policy ?? 'unknown'}): set maxmemory-policy noeviction`,
  );
}
