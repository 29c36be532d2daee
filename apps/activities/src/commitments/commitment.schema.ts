import { type StoredOnBehalf, storedOnBehalfSchema } from '@crm/known-clients';
import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';
import type { CommitmentStatus } from './commitment.ts';

export interface CommitmentDocument extends StoredRecord {
  readonly clientId: Types.ObjectId;
  readonly side: 'us' | 'client';
  readonly text: string;
  /** A calendar day without a zone, `2026-11-24`; sorts as text. */
  readonly dueOn: string;
  readonly status: CommitmentStatus;
  readonly ownerId: Types.ObjectId;
  readonly departmentId: Types.ObjectId;
  readonly activityId: Types.ObjectId | null;
  readonly closedAt: Date | null;
  readonly closingComment: string | null;
  /** Who made the latest change in whose place; null or absent when nobody was substituted. */
  readonly madeOnBehalf?: StoredOnBehalf | null;
  /** Only what was loaded has one. */
  readonly externalId?: string;
}

const id = { type: Schema.Types.ObjectId, required: true } as const;
const text = { type: String, required: true } as const;

export const commitmentSchema = recordSchema<CommitmentDocument>(
  {
    clientId: id,
    side: text,
    text,
    dueOn: text,
    status: text,
    ownerId: id,
    departmentId: id,
    activityId: { type: Schema.Types.ObjectId, default: null },
    closedAt: { type: Date, default: null },
    closingComment: { type: String, default: null },
    madeOnBehalf: { type: storedOnBehalfSchema, default: null },
    externalId: { type: String },
  },
  {
    collection: 'commitments',
    tellsEvents: 'commitment',
    audited: {
      kind: 'commitment',
      open: ['clientId', 'side', 'dueOn', 'status', 'ownerId', 'departmentId', 'activityId', 'closedAt'],
      derived: ['madeOnBehalf'],
    },
  },
);

// The client card, and lists of a client.
commitmentSchema.index({ clientId: 1, status: 1, dueOn: 1, _id: 1 });
// An employee's own list, and what a hand-over moves.
commitmentSchema.index({ ownerId: 1, status: 1, dueOn: 1, _id: 1 });
// The list of those who see departments.
commitmentSchema.index({ departmentId: 1, status: 1, dueOn: 1, _id: 1 });
// The list of those who see everything.
commitmentSchema.index({ status: 1, dueOn: 1, _id: 1 });
// A repeated load finds what it has loaded before.
commitmentSchema.index({ externalId: 1 }, { unique: true, sparse: true });
