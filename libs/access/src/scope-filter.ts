import mongoose from 'mongoose';
import type { Actor, Whose } from '@crm/contracts';
import { type At, reachOf, type Right, scopeOf } from './reach.ts';
import { actingFor, sectorStandIns } from './substitution.ts';

type Filter = Record<string, unknown>;

/** Where a collection says whose a record is. */
interface OwnerFields {
  readonly owner: string;
  /**
   * The field by which those records of the owner are found that a stand-in for some sectors looks after; none for records
   * that are with no client, which he does not reach.
   */
  readonly part?: 'clientId' | 'sectorId';
}

/** The fields of a collection that say whose a record is. */
export interface OwnershipFields extends OwnerFields {
  readonly department: string;
}

/**
 * The part of a MongoDB filter that keeps an actor to the records that his right reaches. It goes into every read and
 * write, so that a stranger's record is not found rather than refused. Whoever sees a department is asked about that
 * field alone as long as his own records are among its own: MongoDB does not reliably merge two fields in order.
 * `trusted`: the operators in it are ours, not a caller's.
 */
export function scopeFilter(
  actor: Actor,
  right: Right,
  { department, at = new Date(), ...fields }: OwnershipFields & At,
): Filter {
  const reach = reachOf(actor, right, at);
  if (reach === 'everything') return {};
  const { employeeIds, departmentIds } = reach;
  const byOwner = { [fields.owner]: anyOf(employeeIds) };
  if (scopeOf(actor, right) === 'none') return byOwner;
  const ofSome = ofSomeSectors(actor, { ...fields, at });
  if (departmentIds.length === 0) return oneOf([byOwner, ...ofSome]);
  const byDepartment = { [department]: anyOf(departmentIds) };
  const includesOwn = employeeIds.length === 1 && departmentIds.includes(actor.departmentId);
  return oneOf([...(includesOwn ? [] : [byOwner]), byDepartment, ...ofSome]);
}

/** The part of a filter that keeps a list to the actor's own records, to those of colleagues in whose place he acts, or to both. */
export function whoseFilter(
  actor: Actor,
  whose: Whose | undefined,
  { at = new Date(), ...fields }: OwnerFields & At,
): Filter {
  const { employeeId } = actor;
  if (whose === undefined) return {};
  if (whose === 'mine') return { [fields.owner]: anyOf([employeeId]) };
  const people = actingFor(actor, at).filter((id) => whose !== 'substituted' || id !== employeeId);
  return oneOf([{ [fields.owner]: anyOf(people) }, ...ofSomeSectors(actor, { ...fields, at })]);
}

/** The records of those for whom the actor stands in for some sectors alone, colleague by colleague. */
export const ofSomeSectors = (actor: Actor, { owner, part, at }: OwnerFields & { readonly at: Date }): Filter[] =>
  part === undefined
    ? []
    : sectorStandIns(actor, at).map(({ employeeId, sectorIds, clientIds }) => ({
        [owner]: anyOf([employeeId]),
        [part]: anyOf(part === 'sectorId' ? sectorIds : clientIds),
      }));

/** What fits at least one of the filters. */
export const oneOf = (filters: readonly Filter[]): Filter => {
  const [only, ...others] = filters;
  return only && others.length === 0 ? only : { $or: filters };
};

/** One of these ids; a list of none fits nothing. */
export function anyOf(ids: readonly string[]): unknown {
  const objectIds = ids.map((id) => new mongoose.Types.ObjectId(id));
  return objectIds.length === 1 ? objectIds[0] : mongoose.trusted({ $in: objectIds });
}
