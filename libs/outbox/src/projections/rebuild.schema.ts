import type { Rebuild } from '@crm/contracts';
import { Schema } from 'mongoose';

/** How far the rebuild of a projection is, and which process is at it. */
export interface RebuildDocument {
  /** The name of the projection. */
  readonly _id: string;
  readonly generation: number;
  readonly status: 'running' | 'done';
  /** Which of the projection's kinds is being read; behind the last one, old rows are being removed. */
  readonly stage: number;
  readonly cursor: string | null;
  readonly applied: number;
  readonly removed: number;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly problem: string | null;
  /** The only process that may go on, until the lease ends. */
  readonly leaseHolder: string | null;
  readonly leaseUntil: Date;
}

const text = { type: String, default: null };
const count = { type: Number, required: true };
const moment = { type: Date, required: true };

// One document for each projection of the service: a handful, so they need no index besides their names.
export const rebuildSchema = new Schema<RebuildDocument>(
  {
    _id: { type: String, required: true },
    generation: count,
    status: { type: String, required: true, enum: ['running', 'done'] },
    stage: count,
    cursor: text,
    applied: count,
    removed: count,
    startedAt: moment,
    finishedAt: { type: Date, default: null },
    problem: text,
    leaseHolder: text,
    leaseUntil: moment,
  },
  { collection: 'rebuilds', strict: 'throw', versionKey: false, id: false },
);

export function toRebuild(projection: string, found: RebuildDocument | null): Rebuild {
  if (!found) {
    const nothing = { generation: 0, applied: 0, removed: 0, startedAt: null, finishedAt: null, problem: null };
    return { projection, status: 'never', ...nothing };
  }
  const { generation, status, applied, removed, problem } = found;
  const moments = { startedAt: found.startedAt.toISOString(), finishedAt: found.finishedAt?.toISOString() ?? null };
  return { projection, status, generation, applied, removed, ...moments, problem };
}
