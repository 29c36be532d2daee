import { z } from 'zod';
import { Permission, Role, Scope, Scopes } from '../actor.ts';
import { Id, Moment, Version } from '../primitives.ts';

/** The roles that accounts of people and programs have; our own programs need none that anybody could change. */
export const EditableRole = Role.exclude(['system']).meta({ id: 'EditableRole' });
export type EditableRole = z.output<typeof EditableRole>;

/** What a role may do, as administrators have set it. */
export const RoleDescription = z
  .strictObject({
    role: EditableRole,
    permissions: z.array(Permission),
    scopes: Scopes,
    secondFactorRequired: z
      .boolean()
      .optional()
      .describe('Whether its accounts must ask for a code besides the password; absent where nobody has said so'),
    version: Version,
    changedById: Id.nullable().describe('Null in the beginning'),
    updatedAt: Moment,
  })
  .meta({ id: 'RoleDescription' });
export type RoleDescription = z.output<typeof RoleDescription>;

const scopesOf = Scopes.shape;

/** A merge patch: what is absent stays as it is. */
export const RoleChange = z
  .strictObject({
    permissions: z.array(Permission),
    scopes: z
      .strictObject({
        client: scopesOf.client.partial(),
        deal: scopesOf.deal.partial(),
        activity: scopesOf.activity.partial(),
        commitment: scopesOf.commitment.partial(),
        staff: scopesOf.staff.partial(),
      })
      .partial(),
    secondFactorRequired: z.boolean(),
  })
  .partial()
  .meta({ id: 'RoleChange' });
export type RoleChange = z.output<typeof RoleChange>;

/** One right that a change makes wider or narrower. */
export const ScopeDifference = z
  .strictObject({
    entity: Scopes.keyof(),
    action: z.string(),
    from: Scope,
    to: Scope,
    effect: z.enum(['wider', 'narrower']),
  })
  .meta({ id: 'ScopeDifference' });
export type ScopeDifference = z.output<typeof ScopeDifference>;

/** What a change gives a role and takes from it. */
export const RoleDifference = z.strictObject({
  role: EditableRole,
  version: Version.describe('Of the role that the change was compared with'),
  given: z.array(Permission),
  taken: z.array(Permission),
  scopes: z.array(ScopeDifference),
  secondFactorRequired: z.boolean().optional().describe('What it becomes, where it changes'),
});
export type RoleDifference = z.output<typeof RoleDifference>;

/** The same together with whom it concerns. */
export const RolePreview = RoleDifference.extend({
  accounts: z.int().min(0).describe('Accounts of this role that may sign in'),
  withoutSecondFactor: z.int().min(0).describe('How many of them have no second factor of their own'),
}).meta({ id: 'RolePreview' });
export type RolePreview = z.output<typeof RolePreview>;
