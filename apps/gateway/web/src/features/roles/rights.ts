import { Permission, type RoleChange, type RoleDescription, Scope } from '@crm/contracts';

/** Every right of a role, in the order in which people read them. */
export const rights = [
  ['client', 'read'],
  ['client', 'change'],
  ['deal', 'read'],
  ['deal', 'change'],
  ['activity', 'read'],
  ['activity', 'change'],
  ['commitment', 'read'],
  ['commitment', 'change'],
  ['staff', 'change'],
  ['staff', 'handOver'],
  ['staff', 'explain'],
] as const;

export type Right = (typeof rights)[number];

export const permissions = Permission.options;
export const scopes = Scope.options;

/** What a role may do. */
export type Rights = Pick<RoleDescription, 'permissions' | 'scopes'>;

type Flat = Readonly<Record<string, Scope>>;

export const scopeOf = ({ scopes: all }: Rights, [entity, action]: Right): Scope =>
  (all[entity] as Flat)[action] ?? 'none';

export const withScope = ({ permissions: kept, scopes: all }: Rights, right: Right, scope: Scope): Rights => {
  const [entity, action] = right;
  return { permissions: kept, scopes: { ...all, [entity]: { ...all[entity], [action]: scope } } };
};

export const withPermission = (
  { permissions: held, scopes: all }: Rights,
  permission: Permission,
  on: boolean,
): Rights => ({
  permissions: permissions.filter((one) => (one === permission ? on : held.includes(one))),
  scopes: all,
});

export interface RightsDifference {
  readonly given: readonly Permission[];
  readonly taken: readonly Permission[];
  readonly scopes: readonly { readonly right: Right; readonly from: Scope; readonly to: Scope }[];
}

/** What the later rights give and take, compared with the earlier ones. */
export const differenceOf = (before: Rights, after: Rights): RightsDifference => ({
  given: after.permissions.filter((one) => !before.permissions.includes(one)),
  taken: before.permissions.filter((one) => !after.permissions.includes(one)),
  scopes: rights
    .map((right) => ({ right, from: scopeOf(before, right), to: scopeOf(after, right) }))
    .filter(({ from, to }) => from !== to),
});

export const isNothing = ({ given, taken, scopes: changed }: RightsDifference): boolean =>
  given.length + taken.length + changed.length === 0;

/** The merge patch that makes the one of the other: only what differs. */
export function changeBetween(before: Rights, after: Rights): RoleChange {
  const { given, taken, scopes: changed } = differenceOf(before, after);
  const byEntity: Record<string, Record<string, Scope>> = {};
  for (const { right, to } of changed) (byEntity[right[0]] ??= {})[right[1]] = to;
  return {
    ...(given.length + taken.length > 0 && { permissions: after.permissions }),
    ...(changed.length > 0 && { scopes: byEntity }),
  };
}
