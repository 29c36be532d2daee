/**
 * Thrown by a handler whose time has not come: clocks differ, and a queue may be early. The job runs again after the
 * delay, in milliseconds, and the run does not count as an attempt.
 */
export class JobPostponed extends Error {
  override readonly name = 'JobPostponed';

  constructor(readonly delayMs: number) {
    super(`Not due for another ${delayMs} ms`);
  }
}
