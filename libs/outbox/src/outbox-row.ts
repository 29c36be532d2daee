import { hash } from 'node:crypto';
import type { EventMessage } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

/** Processes share the work of relaying by these: the events of a record all lie in one. */
export const PARTITIONS = 16;

const KEPT_SECONDS = 7 * 24 * 3600;

/** An event as it waits to be relayed, and for a week afterwards. Ids are text, as in the message that is made of it. */
export interface OutboxRow {
  /** The id of the event. */
  readonly _id: Types.ObjectId;
  readonly type: string;
  readonly aggregate: { readonly kind: string; readonly id: string };
  /** The version that the record got by the change. */
  readonly seq: number;
  readonly partition: number;
  readonly occurredAt: Date;
  readonly requestId: string;
  readonly actorId: string | null;
  readonly data: unknown;
  /** Null until the broker has confirmed it. */
  readonly relayedAt: Date | null;
}

/** The partition, 0 to 15, of the record with this id. */
export const partitionOf = (recordId: string): number => hash('sha1', recordId, 'buffer').readUInt8() % PARTITIONS;

export const toEventMessage = ({ _id, type, aggregate, seq, ...row }: OutboxRow): EventMessage => ({
  id: _id.toHexString(),
  type,
  aggregate,
  seq,
  occurredAt: row.occurredAt.toISOString(),
  requestId: row.requestId,
  actorId: row.actorId,
  data: row.data,
});

/** The row of an event that nobody has relayed yet. */
export const toOutboxRow = ({ id, occurredAt, ...message }: EventMessage): OutboxRow => ({
  ...message,
  _id: toObjectId(id),
  data: message.data,
  partition: partitionOf(message.aggregate.id),
  occurredAt: new Date(occurredAt),
  relayedAt: null,
});

const text = { type: String, required: true };
const number = { type: Number, required: true };

export const outboxSchema = new Schema<OutboxRow>(
  {
    type: text,
    aggregate: { kind: text, id: text },
    seq: number,
    partition: number,
    occurredAt: { type: Date, required: true },
    requestId: text,
    actorId: { type: String, default: null },
    data: { type: Schema.Types.Mixed, required: true },
    relayedAt: { type: Date, default: null },
  },
  { collection: 'outbox', strict: 'throw', minimize: false, versionKey: false, id: false },
);

// Each version of a record is told once; the events of a record, for those who have missed some. Ids of records are
// unique over all kinds, so the kind would only make the index longer.
outboxSchema.index({ 'aggregate.id': 1, seq: 1 }, { unique: true });

/** The index that the relay reads by: what waits, lower versions first. */
export const unrelayedIndex = { partition: 1, seq: 1 } as const;
outboxSchema.index(unrelayedIndex, { name: 'unrelayed', partialFilterExpression: { relayedAt: null } });

// What has been relayed is kept for those who have missed it, and then removed.
outboxSchema.index(
  { relayedAt: 1 },
  { expireAfterSeconds: KEPT_SECONDS, partialFilterExpression: { relayedAt: { $type: 'date' } } },
);
