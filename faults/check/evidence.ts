import type { Collection, Entry } from '../journal.ts';

/** What is left of the load in a service's database. */
export interface StoredRecord {
  readonly collection: Collection;
  readonly id: string;
  /** The mark in its title; null for a record that is not of this load, which is left out of most judgements. */
  readonly creationMark: string | null;
  /** The mark that the last change with a text has left. */
  readonly changeMark: string | null;
  readonly version: number;
}

export interface OutboxRow {
  readonly service: string;
  /** Kind and id of the record, `deal:0123…`. */
  readonly record: string;
  readonly seq: number;
  readonly type: string;
  readonly relayed: boolean;
}

/** How far a service has come with the events of one record of another. */
export interface InboxPosition {
  readonly consumer: string;
  readonly record: string;
  readonly seq: number;
}

export interface DeadLetters {
  readonly queue: string;
  readonly depth: number;
  /** What the fault itself has put there. */
  readonly injected: number;
}

export interface LogLine {
  readonly program: string;
  readonly line: string;
}

/** Everything that the checker looks at, gathered after the system has been healed and has come to rest. */
export interface Evidence {
  readonly journal: readonly Entry[];
  readonly records: readonly StoredRecord[];
  readonly outbox: readonly OutboxRow[];
  readonly positions: readonly InboxPosition[];
  readonly deadLetters: readonly DeadLetters[];
  /** Lines of the logs that tell of an error which nobody caught. */
  readonly complaints: readonly LogLine[];
}
