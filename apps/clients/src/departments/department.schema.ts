import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

export interface DepartmentDocument extends StoredRecord {
  readonly name: string;
  readonly sortName: string;
  readonly parentId: Types.ObjectId | null;
  /** All departments above, the topmost first: a subtree is found by one of them. */
  readonly ancestorIds: readonly Types.ObjectId[];
  readonly headId: Types.ObjectId | null;
  readonly externalId?: string;
  /** How often a change of the tree, or a new member, has relied on the place of this department. */
  readonly placeHolds?: number;
}

const { ObjectId } = Schema.Types;

export const departmentSchema = recordSchema<DepartmentDocument>(
  {
    name: { type: String, required: true },
    sortName: { type: String, required: true },
    parentId: { type: ObjectId, default: null },
    ancestorIds: { type: [ObjectId], required: true },
    headId: { type: ObjectId, default: null },
    externalId: String,
    placeHolds: Number,
  },
  {
    collection: 'departments',
    tellsEvents: 'department',
    audited: {
      kind: 'department',
      open: ['name', 'parentId', 'headId', 'externalId'],
      derived: ['sortName', 'ancestorIds', 'placeHolds'],
    },
  },
);

// The list.
departmentSchema.index({ sortName: 1, _id: 1 });
// What a head leads: first his own departments, then everything below them.
departmentSchema.index({ headId: 1 });
departmentSchema.index({ ancestorIds: 1 });
// What a move changes below each department of the branch.
departmentSchema.index({ parentId: 1 });
// A row of a load is stored once.
departmentSchema.index({ externalId: 1 }, { unique: true, sparse: true });
