import type { EditableRole, Permission, RoleChange, RoleDifference, Scope, Scopes } from '@crm/contracts';
import { DomainError } from '@crm/kernel';

/** What a role may do, and how far. */
export interface Rights {
  readonly permissions: readonly Permission[];
  readonly scopes: Scopes;
  /** Whether its accounts must have a second factor. */
  readonly secondFactorRequired?: boolean;
}

/**
 * The rights after a change. Repeated permissions count once.
 *
 * @throws DomainError `role.administrator_needed` when administrators would lose the right to administer: nobody could
 *   take that back.
 */
export function changedRights(role: EditableRole, before: Rights, change: RoleChange): Rights {
  const { permissions, scopes = {}, secondFactorRequired = before.secondFactorRequired ?? false } = change;
  const after = {
    permissions: permissions ? [...new Set(permissions)] : before.permissions,
    scopes: {
      client: { ...before.scopes.client, ...said(scopes.client) },
      deal: { ...before.scopes.deal, ...said(scopes.deal) },
      activity: { ...before.scopes.activity, ...said(scopes.activity) },
      commitment: { ...before.scopes.commitment, ...said(scopes.commitment) },
      staff: { ...before.scopes.staff, ...said(scopes.staff) },
    },
    secondFactorRequired,
  };
  if (role === 'administrator' && !after.permissions.includes('administer')) {
    throw new DomainError('role.administrator_needed', { field: 'permissions' });
  }
  return after;
}

type Said<Given> = { [Field in keyof Given]-?: Exclude<Given[Field], undefined> };

const said = <Given extends object>(given: Given | undefined): Partial<Said<Given>> =>
  Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)) as Partial<Said<Given>>;

/** From nobody's records to everybody's. */
const breadth: readonly Scope[] = ['none', 'own', 'department', 'subtree', 'all'];

/** What the second of two sets of rights gives and takes, right by right. */
export function differenceOf(before: Rights, after: Rights): Omit<RoleDifference, 'role' | 'version'> {
  const { secondFactorRequired = false } = after;
  return {
    ...(secondFactorRequired !== (before.secondFactorRequired ?? false) && { secondFactorRequired }),
    given: after.permissions.filter((permission) => !before.permissions.includes(permission)),
    taken: before.permissions.filter((permission) => !after.permissions.includes(permission)),
    scopes: rightsOf(before.scopes).flatMap(({ entity, action, scope: from }) => {
      const to = (after.scopes[entity] as Readonly<Record<string, Scope>>)[action] ?? from;
      if (to === from) return [];
      const effect = breadth.indexOf(to) > breadth.indexOf(from) ? 'wider' : 'narrower';
      return [{ entity, action, from, to, effect } as const];
    }),
  };
}

const rightsOf = (scopes: Scopes): { entity: keyof Scopes; action: string; scope: Scope }[] =>
  (Object.keys(scopes) as (keyof Scopes)[]).flatMap((entity) =>
    Object.entries(scopes[entity]).map(([action, scope]) => ({ entity, action, scope })),
  );

/** Whether any right goes by the departments that its holder heads. */
export const goesBySubtree = (scopes: Scopes): boolean => rightsOf(scopes).some(({ scope }) => scope === 'subtree');

/** The scopes of somebody who heads every department: what is below him is everything. */
export function subtreeAsAll(scopes: Scopes): Scopes {
  const widened = Object.entries(scopes).map(([entity, rights]) => [
    entity,
    Object.fromEntries(Object.entries(rights).map(([action, scope]) => [action, scope === 'subtree' ? 'all' : scope])),
  ]);
  return Object.fromEntries(widened) as Scopes;
}
