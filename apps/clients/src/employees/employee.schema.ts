import type { Capacity, WorkingStretch } from '@crm/contracts';
import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';
import type { SearchableName } from '../names/searchable-name.ts';
import type { EmployeeStatus } from './employee.ts';

export interface StoredSkills {
  readonly sectorIds: readonly Types.ObjectId[];
  readonly regionIds: readonly Types.ObjectId[];
  readonly languages: readonly string[];
}

export interface EmployeeDocument extends StoredRecord, SearchableName {
  readonly name: string;
  readonly email: string | null;
  readonly positionId: Types.ObjectId | null;
  readonly departmentId: Types.ObjectId;
  readonly timeZone: string;
  readonly status: EmployeeStatus;
  /** Absent, like skills and capacity, from employees of before they could be said. */
  readonly workingHours?: readonly WorkingStretch[];
  readonly skills?: StoredSkills;
  readonly capacity?: Capacity;
  readonly externalId?: string;
  /** How often a change has relied on the employee staying as he is. */
  readonly holds?: number;
}

const closed = { _id: false, strict: 'throw', minimize: false } as const;
const reference = { type: Schema.Types.ObjectId, required: true };

const workingStretch = new Schema<WorkingStretch>(
  {
    weekday: { type: Number, required: true },
    from: { type: String, required: true },
    to: { type: String, required: true },
  },
  closed,
);
const skills = new Schema<StoredSkills>(
  { sectorIds: [reference], regionIds: [reference], languages: [String] },
  closed,
);
const capacity = new Schema<Capacity>(
  { clients: { type: Number, default: null }, openDeals: { type: Number, default: null } },
  closed,
);

export const employeeSchema = recordSchema<EmployeeDocument>(
  {
    name: { type: String, required: true },
    words: { type: [String], required: true },
    sortName: { type: String, required: true },
    email: { type: String, default: null },
    positionId: { type: Schema.Types.ObjectId, default: null },
    departmentId: { type: Schema.Types.ObjectId, required: true },
    timeZone: { type: String, required: true },
    status: { type: String, required: true, enum: ['active', 'leaving', 'dismissed'] },
    workingHours: { type: [workingStretch], default: undefined },
    skills: { type: skills, default: undefined },
    capacity: { type: capacity, default: undefined },
    externalId: String,
    holds: Number,
  },
  {
    collection: 'employees',
    tellsEvents: 'employee',
    audited: {
      kind: 'employee',
      open: ['departmentId', 'positionId', 'timeZone', 'status', 'workingHours', 'skills', 'capacity'],
      derived: ['words', 'sortName', 'holds'],
    },
  },
);

// The list of all and of a department; the status is checked on the way, since nearly all are active.
employeeSchema.index({ sortName: 1, _id: 1 });
employeeSchema.index({ departmentId: 1, sortName: 1, _id: 1 });
// Search by beginnings of words.
employeeSchema.index({ words: 1 });
// A row of a load is stored once.
employeeSchema.index({ externalId: 1 }, { unique: true, sparse: true });
