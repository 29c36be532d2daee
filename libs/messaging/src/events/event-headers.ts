/** Headers of an event. What it says stands in its body; these are for whoever looks at the broker, and for the way back. */
export const EVENT_HEADER = {
  aggregateKind: 'x-aggregate-kind',
  aggregateId: 'x-aggregate-id',
  seq: 'x-seq',
  /** 1 for the first time. */
  attempt: 'x-attempt',
  /** How often it has waited for an earlier event of its record. */
  waits: 'x-waits',
  firstFailedAt: 'x-first-failed-at',
  lastFailedAt: 'x-last-failed-at',
  /** Why it was tried again or given up, in English, at most 500 characters. */
  reason: 'x-reason',
  /** The queue of the service that could not make it take effect. */
  queue: 'x-queue',
} as const;
