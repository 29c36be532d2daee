import mongoose from 'mongoose';
import type { Actor } from '@crm/contracts';
import { type At, reachOf, type Right } from './reach.ts';

/** The fields of a collection that say whose a record is. */
export interface OwnershipFields {
  readonly owner: string;
  readonly department: string;
}

type Filter = Record<string, unknown>;

/**
 * The part of a MongoDB filter that keeps an actor to the records that his right reaches. It goes into every read and
 * write, so that a stranger's record is not found rather than refused. Whoever sees a department is asked about that
 * field alone as long as his own records are among its own: MongoDB does not reliably merge two fields in order.
 * `trusted`: the operators in it are ours, not a caller's.
 */
export function scopeFilter(
  actor: Actor,
  right: Right,
  { owner, department, at = new Date() }: OwnershipFields & At,
): Filter {
  const reach = reachOf(actor, right, at);
  if (reach === 'everything') return {};
  const { employeeIds, departmentIds } = reach;
  const byOwner = { [owner]: anyOf(employeeIds) };
  if (departmentIds.length === 0) return byOwner;
  const byDepartment = { [department]: anyOf(departmentIds) };
  const includesOwn = employeeIds.length === 1 && departmentIds.includes(actor.departmentId);
  return includesOwn ? byDepartment : { $or: [byOwner, byDepartment] };
}

/** One of these ids; a list of none fits nothing. */
export function anyOf(ids: readonly string[]): unknown {
  const objectIds = ids.map((id) => new mongoose.Types.ObjectId(id));
  return objectIds.length === 1 ? objectIds[0] : mongoose.trusted({ $in: objectIds });
}
