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

/** All that there are: a role that is edited keeps what it has. */
export const permissions = Permission.options;
export const scopes = Scope.options;

/** What a role may do. */
export type Rights = Pick<RoleDescription, 'permissions' | 'scopes' | 'secondFactorRequired'>;

type Flat = Readonly<Record<string, Scope>>;

export const scopeOf = ({ scopes: all }: Rights, [entity, action]: Right): Scope =>
  (all[entity] as Flat)[action] ?? 'none';

export const withScope = ({ scopes: all, ...rest }: Rights, right: Right, scope: Scope): Rights => {
  const [entity, action] = right;
  return { ...rest, scopes: { ...all, [entity]: { ...all[entity], [action]: scope } } };
};

export const withPermission = (
  { permissions: held, ...rest }: Rights,
  permission: Permission,
  on: boolean,
): Rights => ({ ...rest, permissions: permissions.filter((one) => (one === permission ? on : held.includes(one))) });

export interface RightsDifference {
  readonly given: readonly Permission[];
  readonly taken: readonly Permission[];
  readonly scopes: readonly { readonly right: Right; readonly from: Scope; readonly to: Scope }[];
  /** What becomes of the rule that its accounts must have a second factor; null where it stays. */
  readonly secondFactorRequired: boolean | null;
}

/** What the later rights give and take, compared with the earlier ones. */
export const differenceOf = (before: Rights, after: Rights): RightsDifference => ({
  given: after.permissions.filter((one) => !before.permissions.includes(one)),
  taken: before.permissions.filter((one) => !after.permissions.includes(one)),
  scopes: rights
    .map((right) => ({ right, from: scopeOf(before, right), to: scopeOf(after, right) }))
    .filter(({ from, to }) => from !== to),
  secondFactorRequired: isSecured(before) === isSecured(after) ? null : isSecured(after),
});

export const isSecured = ({ secondFactorRequired = false }: Rights): boolean => secondFactorRequired;

export const isNothing = ({ given, taken, scopes: changed, secondFactorRequired }: RightsDifference): boolean =>
  given.length + taken.length + changed.length === 0 && secondFactorRequired === null;

/** The merge patch that makes the one of the other: only what differs. */
export function changeBetween(before: Rights, after: Rights): RoleChange {
  const { given, taken, scopes: changed, secondFactorRequired } = differenceOf(before, after);
  const byEntity: Record<string, Record<string, Scope>> = {};
  for (const { right, to } of changed) (byEntity[right[0]] ??= {})[right[1]] = to;
  return {
    ...(given.length + taken.length > 0 && { permissions: after.permissions }),
    ...(changed.length > 0 && { scopes: byEntity }),
    ...(secondFactorRequired !== null && { secondFactorRequired }),
  };
}
