import { EditableRole, Permission, Scope, type Scopes } from '@crm/contracts';
import { type RecordDefinition, type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

export interface RoleDocument extends StoredRecord {
  readonly role: EditableRole;
  readonly permissions: readonly Permission[];
  readonly scopes: Scopes;
  /** Absent where nobody has ever said so. */
  readonly secondFactorRequired?: boolean;
  /** Null for what nobody has changed yet. */
  readonly changedById: Types.ObjectId | null;
}

const scope = { type: String, required: true, enum: Scope.options };
const closed = { _id: false, strict: 'throw' } as const;
const ofRecords = { type: new Schema({ read: scope, change: scope }, closed), required: true };
const ofStaff = { type: new Schema({ change: scope, handOver: scope, explain: scope }, closed), required: true };
const scopes = new Schema(
  { client: ofRecords, deal: ofRecords, activity: ofRecords, commitment: ofRecords, staff: ofStaff },
  closed,
);

const definition: RecordDefinition<RoleDocument> = {
  role: { type: String, required: true, enum: EditableRole.options },
  permissions: { type: [{ type: String, enum: Permission.options }], required: true },
  scopes: { type: scopes, required: true },
  secondFactorRequired: { type: Boolean },
  changedById: { type: Schema.Types.ObjectId, default: null },
};

export const roleSchema = recordSchema<RoleDocument>(definition, {
  collection: 'roles',
  audited: { kind: 'role', open: ['role', 'permissions', 'scopes', 'secondFactorRequired'], derived: ['changedById'] },
});
// A role is asked for by its name, and there is one of each.
roleSchema.index({ role: 1 }, { unique: true });

/** Each role as every change has left it. */
export const roleVersionSchema = recordSchema<RoleDocument>(definition, { collection: 'role-versions' });
// The history of a role, the latest first; a version is there once.
roleVersionSchema.index({ role: 1, version: -1, _id: -1 });
roleVersionSchema.index({ role: 1, version: 1 }, { unique: true });
