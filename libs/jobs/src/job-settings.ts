export interface JobSettings {
  /** First part of all keys in Redis; tests that share a Redis take one each. */
  readonly prefix: string;
  /** How long after the death of its worker a job is left alone, and how long it may block the event loop. */
  readonly lockMs: number;
  /** How long a stopping process waits for its running jobs. */
  readonly closeMs: number;
  /** How often schedules are looked after. */
  readonly rescheduleMs: number;
  /** How often a run looks whether it was cancelled, in case it was not told. */
  readonly cancelLookMs: number;
}

export const JOB_SETTINGS = Symbol('JOB_SETTINGS');
