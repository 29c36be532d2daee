/**
 * Waits for the work, but not longer than the limit in milliseconds. The work itself goes on: stop it where that matters.
 *
 * @throws Error when the limit has passed.
 */
export async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(() => limit.reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  try {
    return await Promise.race([work, limit.promise]);
  } finally {
    clearTimeout(timer);
  }
}
