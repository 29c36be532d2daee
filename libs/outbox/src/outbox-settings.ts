import type { ServiceName } from '@crm/contracts';

export const OUTBOX_SETTINGS = Symbol('OutboxSettings');

/** All times in milliseconds. */
export interface OutboxSettings {
  /** The service whose facts these are. */
  readonly service: ServiceName;
  /** Events read and published at once, at most. */
  readonly batchSize: number;
  /** After this time without renewal the partitions of a process go to others. */
  readonly leaseMs: number;
  readonly renewMs: number;
  /** How often the relay looks without having been woken. */
  readonly pollMs: number;
  /** How long events may gather when others have just been relayed. */
  readonly gatherMs: number;
  /** The longest pause while the broker takes nothing. */
  readonly longestPauseMs: number;
  /** After this time without progress the relay is reported as stalled. */
  readonly stalledMs: number;
  /** How long a handler of an event may take. */
  readonly handlerMs: number;
}

export const outboxDefaults: Omit<OutboxSettings, 'service'> = {
  batchSize: 500,
  leaseMs: 10_000,
  renewMs: 3_000,
  pollMs: 1_000,
  gatherMs: 20,
  longestPauseMs: 5_000,
  stalledMs: 30_000,
  handlerMs: 30_000,
};
