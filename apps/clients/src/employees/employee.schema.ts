import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';
import type { SearchableName } from '../names/searchable-name.ts';
import type { EmployeeStatus } from './employee.ts';

export interface EmployeeDocument extends StoredRecord, SearchableName {
  readonly name: string;
  readonly email: string | null;
  readonly position: string | null;
  readonly departmentId: Types.ObjectId;
  readonly timeZone: string;
  readonly status: EmployeeStatus;
  readonly externalId?: string;
  /** How often a change has relied on the employee staying as he is. */
  readonly holds?: number;
}

export const employeeSchema = recordSchema<EmployeeDocument>(
  {
    name: { type: String, required: true },
    words: { type: [String], required: true },
    sortName: { type: String, required: true },
    email: { type: String, default: null },
    position: { type: String, default: null },
    departmentId: { type: Schema.Types.ObjectId, required: true },
    timeZone: { type: String, required: true },
    status: { type: String, required: true, enum: ['active', 'leaving', 'dismissed'] },
    externalId: String,
    holds: Number,
  },
  { collection: 'employees' },
);

// The list of all and of a department; the status is checked on the way, since nearly all are active.
employeeSchema.index({ sortName: 1, _id: 1 });
employeeSchema.index({ departmentId: 1, sortName: 1, _id: 1 });
// Search by beginnings of words.
employeeSchema.index({ words: 1 });
// A row of a load is stored once.
employeeSchema.index({ externalId: 1 }, { unique: true, sparse: true });
