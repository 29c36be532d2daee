import mongoose from 'mongoose';
import type { Actor } from '@crm/contracts';
import { assertNever } from '@crm/kernel';

/** The fields of a collection that say whose a record is. */
export interface OwnershipFields {
  readonly owner: string;
  readonly department: string;
}

/**
 * The part of a MongoDB filter that keeps an actor to the records that he may reach. It goes into every read and write,
 * so that a stranger's record is not found rather than refused. `trusted`: the operators in it are ours, not a caller's.
 */
export function scopeFilter({ scope, employeeId }: Actor, fields: OwnershipFields): Record<string, unknown> {
  switch (scope.kind) {
    case 'all':
      return {};
    case 'departments': {
      const departmentIds = scope.departmentIds.map((id) => new mongoose.Types.ObjectId(id));
      const [only] = departmentIds;
      return { [fields.department]: departmentIds.length === 1 ? only : mongoose.trusted({ $in: departmentIds }) };
    }
    case 'own':
      return { [fields.owner]: new mongoose.Types.ObjectId(employeeId) };
    default:
      return assertNever(scope);
  }
}
