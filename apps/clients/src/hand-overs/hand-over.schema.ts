import type { HandOver, HandOverCounts, HandOverKind } from '@crm/contracts';
import { Schema, type Types } from 'mongoose';
import type { Fate } from './places.ts';

/** A hand-over: what is to be done, how far it is, and which worker is at it. */
export interface HandOverDocument {
  readonly _id: Types.ObjectId;
  /** Absent from those of before employees could change their department. */
  readonly kind?: HandOverKind;
  readonly employeeId: Types.ObjectId;
  /** The leaver's, which says whose head may look on. */
  readonly departmentId: Types.ObjectId;
  readonly successorId: Types.ObjectId;
  readonly successorDepartmentId: Types.ObjectId;
  readonly status: HandOver['status'];
  readonly previewed: HandOverCounts;
  readonly moved: HandOverCounts;
  readonly startedById: Types.ObjectId;
  readonly createdAt: Date;
  /** Null while it is queued or running. */
  readonly finishedAt: Date | null;
  readonly error: string | null;
  /** Failures since the last whole round that succeeded. */
  readonly failures: number;
  /** Which order of the job is valid; a job that was lost is replaced by the next one. */
  readonly order: number;
  /** The only worker that may go on, until the lease ends. */
  readonly leaseHolder: Types.ObjectId | null;
  readonly leaseUntil: Date | null;
  /** When anything last happened to it. */
  readonly advancedAt: Date;
  /** Whether the sweeper still looks after it. */
  readonly watched: boolean;
}

/** That a hand-over moved a client, and whose he was before. */
export interface HandOverEntry {
  readonly handOverId: Types.ObjectId;
  readonly recordId: Types.ObjectId;
  readonly fromEmployeeId: Types.ObjectId;
  readonly fromDepartmentId: Types.ObjectId;
  readonly toEmployeeId: Types.ObjectId;
  readonly movedAt: Date;
}

/** That a hand-over moved a leaver's place in a client's team, or what was shown to him, or ended it where his successor had one. */
export interface HandOverPlace extends Omit<HandOverEntry, 'fromDepartmentId'> {
  /** What the leaver did in the team; null when he was not in it. */
  readonly part: string | null;
  readonly place: Fate;
  readonly grant: Fate;
}

const reference = { type: Schema.Types.ObjectId, required: true };
const moment = { type: Date, required: true };
const count = { type: Number, required: true };
const strictly = { strict: 'throw', versionKey: false, id: false } as const;

const counts = new Schema<HandOverCounts>(
  // Absent from those of before places in teams and grants moved.
  {
    clients: count,
    teamPlaces: Number,
    grants: Number,
    openDeals: count,
    plannedActivities: count,
    reminders: count,
    commitments: count,
  },
  { _id: false, strict: 'throw' },
);

export const handOverSchema = new Schema<HandOverDocument>(
  {
    kind: { type: String, enum: ['leaving', 'relocation'] },
    employeeId: reference,
    departmentId: reference,
    successorId: reference,
    successorDepartmentId: reference,
    status: { type: String, required: true, enum: ['queued', 'running', 'done', 'failed'] },
    previewed: { type: counts, required: true },
    moved: { type: counts, required: true },
    startedById: reference,
    createdAt: moment,
    finishedAt: { type: Date, default: null },
    error: { type: String, default: null },
    failures: count,
    order: count,
    leaseHolder: { type: Schema.Types.ObjectId, default: null },
    leaseUntil: { type: Date, default: null },
    advancedAt: moment,
    watched: { type: Boolean, required: true },
  },
  { ...strictly, collection: 'hand-overs' },
);

const unfinished = { partialFilterExpression: { finishedAt: null } };
// Of two hand-overs of one employee at the same time, one is refused.
handOverSchema.index({ employeeId: 1 }, { ...unfinished, unique: true });
// Whether an employee is about to receive somebody's work.
handOverSchema.index({ successorId: 1 }, unfinished);
// The one that has stood still for longest: the backlog.
handOverSchema.index({ advancedAt: 1 }, unfinished);
// What the sweeper looks after.
handOverSchema.index({ watched: 1 }, { partialFilterExpression: { watched: true } });

export const handOverEntrySchema = new Schema<HandOverEntry>(
  {
    handOverId: reference,
    recordId: reference,
    fromEmployeeId: reference,
    fromDepartmentId: reference,
    toEmployeeId: reference,
    movedAt: moment,
  },
  { ...strictly, collection: 'hand-over-entries' },
);

// One hand-over moves a record once, however often its steps are repeated.
handOverEntrySchema.index({ handOverId: 1, recordId: 1 }, { unique: true });

const fate = { type: String, required: true, enum: ['none', 'moved', 'ended'] } as const;

export const handOverPlaceSchema = new Schema<HandOverPlace>(
  {
    handOverId: reference,
    recordId: reference,
    fromEmployeeId: reference,
    toEmployeeId: reference,
    part: { type: String, default: null },
    place: fate,
    grant: fate,
    movedAt: moment,
  },
  { ...strictly, collection: 'hand-over-places' },
);

// What a hand-over did with each client's team and grants. Not unique: a place may come back while it is under way.
handOverPlaceSchema.index({ handOverId: 1, recordId: 1 });
