import type { Actor, Scope, Scopes } from '@crm/contracts';
import { actingFor, isActedFor, type Placed } from './substitution.ts';

/** A right to a kind of record, `client.read`. */
export type Right = { [Entity in keyof Scopes]: `${Entity}.${keyof Scopes[Entity] & string}` }[keyof Scopes];

/** Whose records a right reaches: everybody's, or those of some employees and departments; of nobody when both are empty. */
export type Reach =
  'everything' | { readonly employeeIds: readonly string[]; readonly departmentIds: readonly string[] };

/** Whose a record is. */
export interface Ownership extends Placed {
  readonly departmentId: string;
}

/** The moment at which the question is asked: now, unless a test says otherwise. */
export interface At {
  readonly at?: Date;
}

/** How far the actor's right goes. */
export function scopeOf({ scopes }: Pick<Actor, 'scopes'>, right: Right): Scope {
  const [entity = '', action = ''] = right.split('.');
  const ofEntity: Readonly<Record<string, Scope>> | undefined = scopes[entity as keyof Scopes];
  return ofEntity[action] ?? 'none';
}

type Holder = Pick<Actor, 'scopes' | 'employeeId' | 'departmentId' | 'departmentIds' | 'standsInFor'>;

/** @param now decides for whom the actor stands in at this moment. */
export function reachOf(actor: Holder, right: Right, now: Date): Reach {
  switch (scopeOf(actor, right)) {
    case 'none':
      return { employeeIds: [], departmentIds: [] };
    case 'own':
      return { employeeIds: actingFor(actor, now), departmentIds: [] };
    case 'department':
      return { employeeIds: actingFor(actor, now), departmentIds: [actor.departmentId] };
    case 'subtree':
      return { employeeIds: actingFor(actor, now), departmentIds: actor.departmentIds };
    case 'all':
      return 'everything';
  }
}

/** Whether the right reaches a record of this owner: what `scopeFilter` asks of the database, of a record at hand. */
export function reaches(actor: Holder, right: Right, { at = new Date(), ...record }: Ownership & At): boolean {
  const reach = reachOf(actor, right, at);
  if (reach === 'everything') return true;
  const { employeeIds, departmentIds } = reach;
  if (employeeIds.includes(record.ownerId) || departmentIds.includes(record.departmentId)) return true;
  return scopeOf(actor, right) !== 'none' && isActedFor(actor, record, at);
}

/** So many stretches of an index MongoDB merges in order; of more it reads all and sorts them. */
const MERGED_AT_MOST = 200;

/**
 * Whether the right reaches so many departments that a list is better read from the index of its order, whoever owns what
 * stands there: they own a good part of it.
 *
 * @param perDepartment how many stretches of the index a department takes.
 */
export const reachesMany = (actor: Holder, right: Right, perDepartment: number): boolean =>
  scopeOf(actor, right) === 'subtree' && (actor.departmentIds.length + 1) * perDepartment > MERGED_AT_MOST;
